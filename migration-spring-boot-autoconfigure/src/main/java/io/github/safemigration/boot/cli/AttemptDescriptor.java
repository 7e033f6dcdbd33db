package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.model.ChangesetOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Description of one attempt of a changeset. */
record AttemptDescriptor(
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
        @Nullable String rollbackSql) {

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
                attempt.rollbackSql());
    }

    String text() {
        return position + ". " + path + "::" + id + "::" + author + ", " + Text.words(outcome) + " in " + durationMillis
                + " ms" + (error == null ? "" : ": " + error);
    }
}
