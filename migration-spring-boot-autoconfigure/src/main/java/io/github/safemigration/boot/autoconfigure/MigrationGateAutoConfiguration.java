package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.startup.MigrationGate;
import io.github.safemigration.boot.startup.MigrationGateFilter;
import io.github.safemigration.boot.startup.MigrationGateWebFilter;
import io.github.safemigration.boot.startup.NotReadyResponse;
import io.github.safemigration.engine.workflow.MigrationService;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/** {@link EnableAutoConfiguration Auto-configuration} of the gate before the application in background mode. */
@AutoConfiguration(after = MigrationAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "migration.startup", havingValue = "background")
@ConditionalOnBooleanProperty(name = "migration.background.reject-requests", matchIfMissing = true)
@ConditionalOnWebApplication
@ConditionalOnBean(MigrationService.class)
public final class MigrationGateAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MigrationGate migrationGate(MigrationService service, ObjectProvider<ActuatorPaths> actuator) {
        return new MigrationGate(service, () -> {
            Supplier<List<String>> paths = actuator.getIfAvailable();
            return paths == null ? List.of() : paths.get();
        });
    }

    @Bean
    @ConditionalOnMissingBean
    NotReadyResponse migrationNotReadyResponse(MigrationProperties properties) {
        return new NotReadyResponse(properties.retryAfter());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PathMappedEndpoints.class)
    static class ActuatorConfiguration {

        @Bean
        ActuatorPaths migrationActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
            return new ActuatorPaths(endpoints, environment);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
    static class ServletConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "migrationGateFilter")
        FilterRegistrationBean<MigrationGateFilter> migrationGateFilter(MigrationGate gate, NotReadyResponse notReady) {
            var registration = new FilterRegistrationBean<>(new MigrationGateFilter(gate, notReady));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebFilter.class)
    static class ReactiveConfiguration {

        @Bean
        @ConditionalOnMissingBean
        MigrationGateWebFilter migrationGateWebFilter(MigrationGate gate, NotReadyResponse notReady) {
            return new MigrationGateWebFilter(gate, notReady);
        }
    }
}
