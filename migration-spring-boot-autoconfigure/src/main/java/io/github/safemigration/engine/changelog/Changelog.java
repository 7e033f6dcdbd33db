package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import org.jspecify.annotations.Nullable;

/** The changelog of one target together with its database. Every method throws {@link MigrationException}. */
public interface Changelog {

    /**
     * Reads what is applied and what is pending. Writes nothing, takes no lock, executes no change.
     *
     * @return the state of the database against the changelog
     */
    ChangelogState read();

    /**
     * Renders the pending changesets. Writes nothing, takes no lock, executes no change.
     *
     * @return the state, with the SQL of each pending changeset
     */
    ChangelogPreview preview();

    /**
     * Writes the pending changesets as statements for somebody who runs them by hand. Writes nothing to the database,
     * takes no lock, executes no change. What cannot be known before it runs, and what names a secret, ends the script.
     *
     * @return the statements
     */
    ChangelogScript script();

    /**
     * Applies what is pending, on the calling thread, holding the changelog lock.
     *
     * @param listener hears of every step while it happens
     * @return the state afterwards
     */
    ChangelogState apply(ChangelogListener listener);

    /**
     * Asks who holds the changelog lock.
     *
     * @return the holder, or null if the lock is free
     */
    @Nullable
    LockHolder lockHolder();

    /**
     * Frees the row of the changelog lock that somebody left behind. The row of an owner that lives stays: that throws a
     * {@link MigrationException} of kind LOCK_HELD. Of a row that is not of ours nobody can tell; it is freed.
     *
     * @param listener hears of the row before it is freed
     * @return who held it, or null if the lock was free
     */
    @Nullable
    LockHolder releaseLock(LockReleaseListener listener);

    /**
     * Does something while nobody migrates this target. That somebody does throws a {@link MigrationException} of kind
     * LOCK_HELD.
     *
     * @param work what to do
     */
    void exclusively(Runnable work);
}
