package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that write the history. Times and durations are given apart: a script does not know them yet. */
final class HistoryStatements {

    private static final int NAME_LIMIT = 255;

    private final HistorySchema schema;
    private final int textLimit;

    HistoryStatements(HistorySchema schema) {
        this.schema = schema;
        this.textLimit = schema.dialect().textLimit();
    }

    String fill(String sql) {
        return schema.fill(sql);
    }

    /** As much of a text as a column takes. */
    String fitting(String text) {
        return cut(text, textLimit);
    }

    BoundSql closeCrashed(String target, Object now) {
        return BoundSql.of(
                schema.fill("update ${run} set outcome = 'CRASHED', finished_at = ?"
                        + " where target = ? and outcome is null"),
                now,
                target);
    }

    BoundSql begin(RunStart start, Object started) {
        return BoundSql.of(
                schema.fill("insert into ${run} (id, target, triggered_by, actor, application, application_version,"
                        + " environment, host, database_user, database_version, plan_fingerprint, planned, started_at,"
                        + " tag_before, changeset_before, applied_before, catalog_before, kind, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                start.id(),
                start.target(),
                start.trigger().name(),
                name(start.actor()),
                name(start.application().name()),
                name(start.application().version()),
                name(start.application().environment()),
                name(start.application().host()),
                name(start.database().user()),
                name(start.database().product() + " " + start.database().version()),
                start.planFingerprint(),
                start.planned(),
                started,
                start.before().tag(),
                start.before().changeset(),
                start.before().applied(),
                start.before().catalogHash(),
                start.kind().name(),
                start.reason());
    }

    BoundSql locked(String runId, @Nullable String lockName) {
        return BoundSql.of(
                schema.fill("update ${run} set lock_name = ?, position = 0, progressed_at = current_timestamp"
                        + " where id = ?"),
                lockName,
                runId);
    }

    BoundSql progress(String runId, int position, int total, ChangesetId changeset) {
        return BoundSql.of(
                schema.fill("update ${run} set position = ?, planned = ?, current_changeset = ?,"
                        + " progressed_at = current_timestamp where id = ?"),
                position,
                total,
                changeset.toString(),
                runId);
    }

    BoundSql append(String runId, int position, ChangesetResult result, Rollback rollback, TimeTaken time) {
        @Nullable Failure failure = result.failure();
        return BoundSql.of(
                schema.fill("insert into ${history} (run_id, position, path, changeset_id, author, checksum,"
                        + " started_at, duration_ms, outcome, error_kind, error, sql_state, statements,"
                        + " rollback_kind, rollback_statements, attempts, lock_wait_ms, lock_held_ms)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                runId,
                position,
                result.id().path(),
                result.id().id(),
                result.id().author(),
                result.checksum(),
                time.started(),
                time.millis(),
                result.outcome().name(),
                failure == null ? null : failure.kind().name(),
                failure == null ? null : cut(failure.message(), textLimit),
                failure == null ? null : failure.sqlState(),
                StoredSql.of(result.sql(), textLimit),
                rollback.kind().name(),
                StoredSql.of(rollback.statements(), textLimit),
                result.locks().attempts(),
                result.locks().waited().toMillis(),
                result.locks().held().toMillis());
    }

    /** Writes into the row of an attempt what came of it. */
    BoundSql close(Place place, ChangesetResult result, Rollback rollback, TimeTaken time) {
        @Nullable Failure failure = result.failure();
        return BoundSql.of(
                schema.fill(
                        "update ${history} set checksum = ?, started_at = ?, duration_ms = ?, outcome = ?,"
                                + " error_kind = ?, error = ?, sql_state = ?, statements = ?, rollback_kind = ?,"
                                + " rollback_statements = ?, attempts = ?, lock_wait_ms = ?, lock_held_ms = ? where run_id = ? and position = ?"),
                result.checksum(),
                time.started(),
                time.millis(),
                result.outcome().name(),
                failure == null ? null : failure.kind().name(),
                failure == null ? null : cut(failure.message(), textLimit),
                failure == null ? null : failure.sqlState(),
                StoredSql.of(result.sql(), textLimit),
                rollback.kind().name(),
                StoredSql.of(rollback.statements(), textLimit),
                result.locks().attempts(),
                result.locks().waited().toMillis(),
                result.locks().held().toMillis(),
                place.runId(),
                place.position());
    }

    BoundSql forgetStatements(Place place) {
        return BoundSql.of(
                schema.fill("delete from ${statement} where run_id = ? and position = ?"),
                place.runId(),
                place.position());
    }

    HistoryMemory memory(JdbcClient client, String target) {
        return new HistoryMemory(schema, client, target);
    }

    BoundSql adopt(String runId, int position, AppliedChangeset applied) {
        return append(
                runId,
                position,
                new ChangesetResult(applied.id(), applied.checksum(), ChangesetOutcome.ADOPTED, List.of(), null),
                applied.rollback(),
                new TimeTaken(Timestamp.from(applied.applied()), 0L));
    }

    BoundSql finish(RunEnd end, Object finished) {
        @Nullable Failure failure = end.failure();
        return BoundSql.of(
                schema.fill("update ${run} set outcome = ?, finished_at = ?, error_kind = ?, error = ?,"
                        + " sql_state = ?, tag_after = ?, changeset_after = ?, applied_after = ?,"
                        + " catalog_after = ?, objects = ? where id = ?"),
                end.outcome().name(),
                finished,
                failure == null ? null : failure.kind().name(),
                failure == null ? null : cut(failure.message(), textLimit),
                failure == null ? null : failure.sqlState(),
                end.after().tag(),
                end.after().changeset(),
                end.after().applied(),
                end.after().catalogHash(),
                cut(CatalogChangeJson.write(end.change()), textLimit),
                end.id());
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null ? null : cut(name, NAME_LIMIT);
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    /**
     * When something started, and how long it took.
     *
     * @param started a time, or an expression for it
     * @param millis milliseconds, or an expression for them
     */
    record TimeTaken(Object started, Object millis) {}

    /**
     * Where the attempt of a changeset stands.
     *
     * @param runId the run's id
     * @param position the place in the run, from 1
     * @param isOpen whether the row is there already
     */
    record Place(String runId, int position, boolean isOpen) {

        static Place of(String runId, int last, int open) {
            return open > 0 ? new Place(runId, open, true) : new Place(runId, last + 1, false);
        }
    }
}
