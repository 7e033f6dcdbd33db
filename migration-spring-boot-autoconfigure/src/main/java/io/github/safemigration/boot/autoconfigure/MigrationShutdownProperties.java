package io.github.safemigration.boot.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a run ends when the application is asked to stop.
 *
 * @param grace How long the changeset that is being run may go on before its statement is cancelled. No other is begun.
 */
@ConfigurationProperties("migration.shutdown")
public record MigrationShutdownProperties(
        @DefaultValue("10s") Duration grace) {

    public MigrationShutdownProperties {
        Durations.requireNotNegative("migration.shutdown.grace", grace);
    }
}
