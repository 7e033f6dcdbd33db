package io.github.safemigration.boot.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is measured apart from runs.
 *
 * @param pingInterval Time between two measurements of the round trip to each database. Zero measures none.
 */
@ConfigurationProperties("migration.metrics")
public record MigrationMetricsProperties(
        @DefaultValue("60s") Duration pingInterval) {}
