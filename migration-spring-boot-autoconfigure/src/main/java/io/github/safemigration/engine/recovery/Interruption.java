package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.model.ChangesetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a changeset without a transaction that did not come to its end.
 *
 * @param attempt which attempt
 * @param changeset the changeset
 * @param checksum its checksum then
 * @param statements the statements that were sent, in order; at least one
 */
public record Interruption(
        Attempt attempt, ChangesetId changeset, @Nullable String checksum, List<SentStatement> statements) {

    /** Copies the list. */
    public Interruption {
        statements = List.copyOf(statements);
    }

    /** {@return the statement at which it was interrupted} */
    public SentStatement last() {
        return statements.get(statements.size() - 1);
    }

    /**
     * One attempt of one changeset.
     *
     * @param runId the run that made it
     * @param position its place in the run, from 1
     */
    public record Attempt(String runId, int position) {}
}
