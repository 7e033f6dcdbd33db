package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;
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

    /**
     * Finds the applied changesets that are refused because their checksums are not the stored ones. Writes nothing,
     * takes no lock, executes no change.
     *
     * @return the first of them, at most 20
     */
    List<ChangedChangeset> changed();

    /**
     * Lists the applied changesets that the changelog has, with how it undoes them. Writes nothing, takes no lock,
     * executes no change.
     *
     * @return the changesets in the order in which they were applied
     */
    List<AppliedChangeset> appliedChangesets();

    /**
     * Stores the checksum that one applied changeset has now, under the changelog lock.
     *
     * @param changeset its name, as {@code path::id::author}
     * @param listener hears of it
     * @return the checksums, or null if the stored one is that of now
     * @throws UnknownChangesetException if the changelog does not have it, or it was never applied
     */
    @Nullable
    ChecksumChange rebaseline(String changeset, ChecksumListener listener);
}
