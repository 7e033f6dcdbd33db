package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.micrometer.MigrationObservations;
import io.github.safemigration.engine.event.MigrationListeners;
import io.github.safemigration.engine.workflow.MigrationService;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the observations. They begin once all beans are there: the
 * registry brings exporters and clients with it, and a migration that must come before those must not create them.
 */
@AutoConfiguration(
        after = MigrationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({MigrationService.class, MigrationListeners.class, ObservationRegistry.class})
public final class MigrationObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "migrationObservations")
    SmartInitializingSingleton migrationObservations(
            ObjectProvider<MigrationListeners> listeners, ObjectProvider<ObservationRegistry> registry) {
        return () -> listeners.getObject().add(new MigrationObservations(registry.getObject()));
    }
}
