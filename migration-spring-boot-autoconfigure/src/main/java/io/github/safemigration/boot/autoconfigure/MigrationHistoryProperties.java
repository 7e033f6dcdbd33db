package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.history.HistoryLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history of runs is kept.
 *
 * @param schema Schema of the history tables. By default the one of Liquibase's own tables.
 * @param tablePrefix What the names of the history tables start with.
 * @param keepIdleRuns How many runs are kept that applied nothing, since they failed or were broken off. What applied something is kept for ever, and so is the first failure of each changeset.
 * @param keepIdleFor How long runs are kept that applied nothing.
 */
@ConfigurationProperties("migration.history")
public record MigrationHistoryProperties(
        @Nullable String schema,
        @DefaultValue("migration_") String tablePrefix,
        @DefaultValue("100") int keepIdleRuns,
        @DefaultValue("90d") Duration keepIdleFor) {

    HistoryLimits limits() {
        return new HistoryLimits(Math.max(1, keepIdleRuns), keepIdleFor);
    }
}
