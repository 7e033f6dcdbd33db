package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.micrometer.MigrationMetrics;
import io.github.safemigration.adapter.micrometer.PingMetrics;
import io.github.safemigration.engine.workflow.MigrationService;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** {@link EnableAutoConfiguration Auto-configuration} of the meters. */
@AutoConfiguration(
        after = MigrationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MigrationService.class, MeterRegistry.class})
@EnableConfigurationProperties(MigrationMetricsProperties.class)
public final class MigrationMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MigrationMetrics migrationMetrics(ObjectProvider<MigrationService> service) {
        return new MigrationMetrics(service::getObject);
    }

    @Bean
    @ConditionalOnMissingBean
    PingMetrics migrationPingMetrics(ObjectProvider<TargetFactory> targets) {
        return new PingMetrics(() -> targets.getObject().pings());
    }

    @Bean
    PingSchedule migrationPingSchedule(PingMetrics pings, MigrationMetricsProperties properties) {
        return new PingSchedule(pings, properties.pingInterval());
    }
}
