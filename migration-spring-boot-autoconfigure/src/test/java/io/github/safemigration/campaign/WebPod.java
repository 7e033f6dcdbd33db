package io.github.safemigration.campaign;

import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A web application, with all that is on the class path but JPA, which would want entities. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
        })
class WebPod {

    /** What people write who want plain Liquibase to run once the web server is up. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("campaign.after-start")
    static class AfterTheStart {

        @Bean
        ApplicationListener<ApplicationStartedEvent> migrating(DataSource dataSource) {
            return event -> {
                ConfigurableApplicationContext context = event.getApplicationContext();
                AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
                new Thread(() -> migrate(context, dataSource), "migration").start();
            };
        }

        private static void migrate(ConfigurableApplicationContext context, DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setResourceLoader(context);
            liquibase.setChangeLog("classpath:changelog.sql");
            try {
                liquibase.afterPropertiesSet();
                AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            } catch (LiquibaseException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** {@return an endpoint as people write it, with something to do behind POST} */
    @Bean
    Runs runs() {
        return new Runs();
    }

    /** What is behind it. */
    @Endpoint(id = "runs")
    static class Runs {

        @WriteOperation
        String run() {
            return "done";
        }
    }
}
