package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.recovery.Interruption.Attempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, in transactions of its own, how far a changeset without a transaction is: each statement is written down
 * before it is sent. Every method throws {@link MigrationException} if the database does not let it.
 */
public interface Journal {

    /**
     * An attempt begins, and takes up what earlier attempts of the changeset have left.
     *
     * @param runId the run
     * @param changeset the changeset
     * @param checksum its checksum
     * @param done the statements that have taken effect before and are left out now
     * @param started when it begins
     * @return the attempt
     */
    Attempt begin(
            String runId, ChangesetId changeset, @Nullable String checksum, List<SentStatement> done, Instant started);

    /**
     * A statement is about to be sent.
     *
     * @param attempt which attempt
     * @param number its place in the changeset, from 1
     * @param statement the statement
     */
    void sending(Attempt attempt, int number, SentStatement statement);

    /**
     * Something became known of what was sent.
     *
     * @param attempt which attempt
     * @param number the statement's place in the changeset, from 1
     * @param state what is known of it
     */
    void know(Attempt attempt, int number, StatementState state);

    /**
     * Nothing of an attempt is to be taken up any more.
     *
     * @param attempt which attempt
     */
    void forget(Attempt attempt);

    /**
     * The attempts that did not come to their end and were not taken up.
     *
     * @return the last one of each changeset
     */
    List<Interruption> interruptions();
}
