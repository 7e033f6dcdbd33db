package io.github.safemigration.engine.history;

import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.CatalogChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the history knows it.
 *
 * @param id the run's id
 * @param target the target's name
 * @param kind what it was for
 * @param trigger what started it
 * @param actor who asked for it, if somebody did
 * @param reason why, in that somebody's words
 * @param application name of the application that ran it
 * @param applicationVersion its version, if known
 * @param environment its active profiles
 * @param host the host it ran on
 * @param databaseUser the user it was logged in as
 * @param planFingerprint the plan that was run
 * @param planned how many changesets were planned
 * @param started when it started
 * @param finished when it ended, or null while it runs
 * @param outcome how it ended, or null while it runs
 * @param error what went wrong, if something did
 * @param sqlState SQLSTATE of the error, if a database said no
 * @param before where the schema stood
 * @param after where it stands now, or null while it runs
 * @param change what it did to the catalog
 */
public record MigrationRun(
        String id,
        String target,
        RunKind kind,
        RunTrigger trigger,
        @Nullable String actor,
        @Nullable String reason,
        String application,
        @Nullable String applicationVersion,
        String environment,
        String host,
        @Nullable String databaseUser,
        String planFingerprint,
        int planned,
        Instant started,
        @Nullable Instant finished,
        @Nullable RunOutcome outcome,
        @Nullable String error,
        @Nullable String sqlState,
        SchemaVersion before,
        @Nullable SchemaVersion after,
        CatalogChange change) {}
