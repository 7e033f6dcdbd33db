package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt of a changeset.
 *
 * @param id its name
 * @param checksum the checksum of its source, if it was computed
 * @param outcome how it ended
 * @param sql the statements as they were sent, in order
 * @param failure what went wrong, if something did
 * @param locks what it had to do with locks
 */
public record ChangesetResult(
        ChangesetId id,
        @Nullable String checksum,
        ChangesetOutcome outcome,
        List<String> sql,
        @Nullable Failure failure,
        LockTimes locks) {

    /**
     * A result of one attempt, of whose locks nothing is known.
     *
     * @param id its name
     * @param checksum the checksum of its source, if it was computed
     * @param outcome how it ended
     * @param sql the statements as they were sent, in order
     * @param failure what went wrong, if something did
     */
    public ChangesetResult(
            ChangesetId id,
            @Nullable String checksum,
            ChangesetOutcome outcome,
            List<String> sql,
            @Nullable Failure failure) {
        this(id, checksum, outcome, sql, failure, LockTimes.ONCE);
    }

    /** Copies the list. */
    public ChangesetResult {
        sql = List.copyOf(sql);
    }
}
