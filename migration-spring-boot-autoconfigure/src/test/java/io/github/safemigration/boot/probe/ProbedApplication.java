package io.github.safemigration.boot.probe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A web application that cannot create its beans before something slow is done, as while its database is migrated. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class ProbedApplication {

    private final CountDownLatch never = new CountDownLatch(1);

    public static void main(String[] arguments) {
        SpringApplication.run(ProbedApplication.class, arguments);
    }

    @Bean
    InitializingBean slowMigration(@Value("${test.hold:0s}") Duration hold) {
        return () -> never.await(hold.toMillis(), TimeUnit.MILLISECONDS);
    }
}
