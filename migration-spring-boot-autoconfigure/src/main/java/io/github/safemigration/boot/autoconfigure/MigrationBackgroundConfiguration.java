package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.health.PassingHealth;
import io.github.safemigration.boot.startup.BackgroundMigration;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.MigrationStartup;
import io.github.safemigration.boot.startup.RunShutdown;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What only a migration in the background needs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "migration.startup", havingValue = "background")
class MigrationBackgroundConfiguration {

    @Bean
    static GatePostProcessor migrationGatePostProcessor(ObjectProvider<ConnectionGate> gate) {
        return new GatePostProcessor(gate);
    }

    @Bean
    BackgroundMigration backgroundMigration(
            MigrationStartup startup,
            ConnectionGate gate,
            ConfigurableApplicationContext context,
            RunShutdown shutdown) {
        return new BackgroundMigration(startup, gate, context, shutdown);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthContributorRegistry.class)
    static class HealthConfiguration {

        @Bean
        static HealthPostProcessor migrationHealthPostProcessor(ObjectProvider<ConnectionGate> gate) {
            return new HealthPostProcessor(gate);
        }
    }

    /** Whoever probes must not have to wait at the gate, whatever the checks look at. */
    record HealthPostProcessor(ObjectProvider<ConnectionGate> gate) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof HealthContributorRegistry registry) {
                PassingHealth.letPass(registry, gate.getObject()::passing);
            }
            return bean;
        }
    }
}
