package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import java.time.Duration;

/**
 * Hears of the steps of {@link Changelog#apply}, on the thread that runs it. The methods before a step may throw to stop
 * the run: nothing of that step is then done.
 */
public interface ChangelogListener {

    /**
     * The lock is held by somebody else; the run waits.
     *
     * @param holder who holds it
     */
    default void waiting(LockHolder holder) {}

    /**
     * The lock is ours and something is to be run.
     *
     * @return whether all of it is one transaction
     */
    default boolean starting() {
        return false;
    }

    /**
     * A statement needs others to be committed before it.
     *
     * @return whether what was to be one transaction may be run as several
     */
    default boolean mayComeApart() {
        return false;
    }

    /**
     * What was one transaction is undone, and run once more from its beginning.
     *
     * @param apart whether each changeset commits by itself from now on
     */
    default void startingAgain(boolean apart) {}

    /**
     * A changeset is about to run.
     *
     * @param changeset its name
     */
    default void starting(ChangesetId changeset) {}

    /**
     * A statement of the changeset is about to be sent.
     *
     * @param sql the statement, free of secrets
     */
    default void sending(String sql) {}

    /**
     * A statement waits long for its lock, or its changeset is tried again since it did not get it. Called by another
     * thread while a statement waits.
     *
     * @param blocked what waits, and for whom
     */
    default void blocked(BlockedStatement blocked) {}

    /**
     * The changelog lock is ours.
     *
     * @param waited how long that took
     */
    default void locked(Duration waited) {}

    /**
     * A changeset has run, and what is written now on the calling thread commits together with it. Not called where the
     * changeset has no row of Liquibase's own, or where it failed.
     *
     * @param result what becomes of it if the commit succeeds
     */
    default void recording(ChangesetResult result) {}

    /**
     * An attempt of a changeset is over.
     *
     * @param result what became of it
     */
    default void finished(ChangesetResult result) {}

    /**
     * Everything is run, and the lock is still ours.
     *
     * @param state how the database stands
     */
    default void succeeded(ChangelogState state) {}

    /**
     * The run has failed, and the lock is still ours unless it was lost.
     *
     * @param failure what went wrong
     */
    default void failed(Failure failure) {}

    /**
     * A statement of a changeset without a transaction is about to be sent; comes before {@link #sending}.
     *
     * @param statement the statement
     * @return whether it is to be sent: false if it is known to have taken effect before
     */
    default boolean sendingAlone(LoneStatement statement) {
        return true;
    }

    /**
     * The database has refused the statement that was sent last for a changeset without a transaction: it has changed
     * nothing.
     *
     * @param changeset the changeset
     */
    default void refusedAlone(ChangesetId changeset) {}

    /**
     * The statement that was sent last for a changeset without a transaction was answered without an error.
     *
     * @param changeset the changeset
     */
    default void answeredAlone(ChangesetId changeset) {}

    /**
     * All statements of a changeset without a transaction have ended, and it is about to be recorded as applied.
     *
     * @param changeset the changeset
     */
    default void endedAlone(ChangesetId changeset) {}
}
