package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.PastFailure;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows of the history as records. */
final class HistoryRows {

    private HistoryRows() {}

    static MigrationRun run(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new MigrationRun(
                row.getString("id"),
                row.getString("target"),
                row.getString("kind") == null ? RunKind.MIGRATION : RunKind.valueOf(row.getString("kind")),
                RunTrigger.valueOf(row.getString("triggered_by")),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("application"),
                row.getString("application_version"),
                row.getString("environment"),
                row.getString("host"),
                row.getString("database_user"),
                row.getString("plan_fingerprint"),
                row.getInt("planned"),
                instant(row, "started_at"),
                row.getTimestamp("finished_at") == null ? null : instant(row, "finished_at"),
                outcome == null ? null : RunOutcome.valueOf(outcome),
                row.getString("error"),
                row.getString("sql_state"),
                version(row, "before"),
                row.getObject("applied_after") == null ? null : version(row, "after"),
                CatalogChangeJson.read(row.getString("objects")));
    }

    static PastFailure pastFailure(ResultSet row, int number) throws SQLException {
        String error = row.getString("error");
        return new PastFailure(
                new ChangesetId(row.getString("path"), row.getString("changeset_id"), row.getString("author")),
                row.getString("checksum"),
                instant(row, "started_at"),
                row.getString("host"),
                row.getString("application_version"),
                row.getLong("times"),
                error == null ? "unknown" : error,
                row.getString("sql_state"));
    }

    static ChangesetAttempt attempt(ResultSet row, int number) throws SQLException {
        return new ChangesetAttempt(
                row.getInt("position"),
                new ChangesetId(row.getString("path"), row.getString("changeset_id"), row.getString("author")),
                row.getString("checksum"),
                instant(row, "started_at"),
                Duration.ofMillis(row.getLong("duration_ms")),
                ChangesetOutcome.valueOf(row.getString("outcome")),
                row.getString("error"),
                row.getString("sql_state"),
                row.getString("statements"),
                row.getString("rollback_kind"),
                row.getString("rollback_statements"),
                // Rows of an earlier version have none.
                new LockTimes(
                        Math.max(1, row.getInt("attempts")),
                        Duration.ofMillis(row.getLong("lock_wait_ms")),
                        Duration.ofMillis(row.getLong("lock_held_ms"))));
    }

    private static SchemaVersion version(ResultSet row, String when) throws SQLException {
        return new SchemaVersion(
                row.getString("tag_" + when),
                row.getString("changeset_" + when),
                row.getInt("applied_" + when),
                row.getString("catalog_" + when));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp time = row.getTimestamp(column);
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
