package io.github.safemigration.engine.history;

import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a changeset as the history knows it.
 *
 * @param position its place in the run, from 1
 * @param changeset its name
 * @param checksum the checksum of its source
 * @param started when it started
 * @param duration how long it took
 * @param outcome how it ended
 * @param error what went wrong, if something did
 * @param sqlState SQLSTATE of the error, if a database said no
 * @param sql the SQL as it was sent, shortened if it is long
 * @param rollbackKind where its rollback comes from
 * @param rollbackSql the SQL that undoes it, if there is any
 * @param locks what it had to do with locks
 */
public record ChangesetAttempt(
        int position,
        ChangesetId changeset,
        @Nullable String checksum,
        Instant started,
        Duration duration,
        ChangesetOutcome outcome,
        @Nullable String error,
        @Nullable String sqlState,
        @Nullable String sql,
        String rollbackKind,
        @Nullable String rollbackSql,
        LockTimes locks) {}
