package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.model.ChangesetOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Description of one attempt of a changeset.
 *
 * @param position its place in the run, from 1
 * @param id its id
 * @param author who wrote it
 * @param path the changelog file it stands in
 * @param checksum the checksum of its source
 * @param startedAt when it started
 * @param durationMillis how long it took
 * @param outcome how it ended
 * @param error what went wrong, if something did
 * @param sqlState SQLSTATE of the error, if a database said no
 * @param sql the SQL as it was sent, shortened if it is long
 * @param rollbackKind where its rollback comes from
 * @param rollbackSql the SQL that undoes it, if there is any
 * @param tries how often it was tried, as its statements did not get their locks
 * @param lockWaitMillis how long tries waited that did not get their lock
 * @param lockHeldMillis how long its last try had the locks of its statements, at most
 */
public record AttemptDescriptor(
        int position,
        String id,
        String author,
        String path,
        @Nullable String checksum,
        Instant startedAt,
        long durationMillis,
        ChangesetOutcome outcome,
        @Nullable String error,
        @Nullable String sqlState,
        @Nullable String sql,
        String rollbackKind,
        @Nullable String rollbackSql,
        int tries,
        long lockWaitMillis,
        long lockHeldMillis) {

    static AttemptDescriptor of(ChangesetAttempt attempt) {
        return new AttemptDescriptor(
                attempt.position(),
                attempt.changeset().id(),
                attempt.changeset().author(),
                attempt.changeset().path(),
                attempt.checksum(),
                attempt.started(),
                attempt.duration().toMillis(),
                attempt.outcome(),
                attempt.error(),
                attempt.sqlState(),
                attempt.sql(),
                attempt.rollbackKind(),
                attempt.rollbackSql(),
                attempt.locks().attempts(),
                attempt.locks().waited().toMillis(),
                attempt.locks().held().toMillis());
    }
}
