package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.model.MigrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks up in the catalog what statements have done, and removes what unfinished ones have left. Every method throws
 * {@link MigrationException} if the database does not answer.
 */
public interface DatabaseEffects {

    /** For a product that nothing is known of. */
    DatabaseEffects UNKNOWN = new DatabaseEffects() {
        @Override
        public StatementState effectOf(SentStatement statement) {
            return StatementState.SENT;
        }

        @Override
        public Nature natureOf(SentStatement statement) {
            return Nature.LASTING;
        }

        @Override
        public Preparation prepare(SentStatement statement, Duration patience) {
            return Preparation.NOTHING;
        }

        @Override
        public Optional<InvalidIndex> brokenBy(SentStatement statement) {
            return Optional.empty();
        }

        @Override
        public List<InvalidIndex> invalidIndexes() {
            return List.of();
        }
    };

    /**
     * Tells whether a statement has taken effect.
     *
     * @param statement a statement whose end nobody has seen
     * @return DONE; UNDONE if it is to be sent again, which also holds for one that may be repeated; SENT if it cannot be
     *     looked up
     */
    StatementState effectOf(SentStatement statement);

    /**
     * Tells what a statement works on.
     *
     * @param statement a statement
     * @return its nature
     */
    Nature natureOf(SentStatement statement);

    /**
     * Removes what an unfinished attempt of a statement has left, before it is sent again: never what somebody is building.
     *
     * @param statement a statement that is about to be sent, outside of a transaction
     * @param patience how long to wait for a lock
     * @return what was done
     */
    Preparation prepare(SentStatement statement, Duration patience);

    /**
     * Looks for the index of a statement that builds one.
     *
     * @param statement a statement
     * @return the index, if it is there and not valid
     */
    Optional<InvalidIndex> brokenBy(SentStatement statement);

    /**
     * Lists the indexes that are of no use, without those that are being built.
     *
     * @return the indexes, by name
     */
    List<InvalidIndex> invalidIndexes();

    /** What a statement works on. */
    enum Nature {
        /** What is in the database. */
        LASTING,
        /** The session, and is gone with it. */
        SESSION,
        /** Transactions: that it has ended does not say that anything was committed. */
        TRANSACTION
    }

    /**
     * What was done before a statement.
     *
     * @param removed what was removed, as SQL names it
     * @param isDone whether this was all that the statement wanted
     */
    record Preparation(List<String> removed, boolean isDone) {

        /** There was nothing to do. */
        public static final Preparation NOTHING = new Preparation(List.of(), false);

        /** Copies the list. */
        public Preparation {
            removed = List.copyOf(removed);
        }
    }
}
