package io.github.safemigration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history of runs is kept.
 *
 * @param schema Schema of the history tables. By default the one of Liquibase's own tables.
 * @param tablePrefix What the names of the history tables start with.
 */
@ConfigurationProperties("migration.history")
public record MigrationHistoryProperties(
        @Nullable String schema, @DefaultValue("migration_") String tablePrefix) {}
