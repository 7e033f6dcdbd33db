package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.health.MigrationsHealthIndicator;
import io.github.safemigration.boot.health.ReadinessMembership;
import io.github.safemigration.engine.workflow.MigrationService;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** {@link EnableAutoConfiguration Auto-configuration} of the health indicator and its place in the readiness group. */
@AutoConfiguration(after = MigrationAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(MigrationService.class)
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "migrationsHealthIndicator")
    MigrationsHealthIndicator migrationsHealthIndicator(MigrationService service) {
        return new MigrationsHealthIndicator(service);
    }

    /** Groups exist only with the actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    static class ReadinessConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ReadinessMembership migrationsReadinessMembership(Environment environment) {
            Set<String> excluded = Binder.get(environment)
                    .bind("management.endpoint.health.group.readiness.exclude", Bindable.setOf(String.class))
                    .orElse(Set.of());
            boolean probes =
                    environment.getProperty("management.endpoint.health.probes.enabled", Boolean.class, Boolean.TRUE);
            return new ReadinessMembership(probes, excluded.contains("*") || excluded.contains("migrations"));
        }
    }
}
