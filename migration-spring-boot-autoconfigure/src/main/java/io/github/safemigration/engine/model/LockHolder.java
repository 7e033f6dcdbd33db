package io.github.safemigration.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the changelog lock.
 *
 * @param owner the owner as the lock row names it: of ours host, application and version, else what stands there
 * @param since when it was taken, if the row says so
 * @param ours whether the row was written by this starter, so that it can be found out whether its owner lives
 * @param backend the server process that works for the owner, or has changed the row and not committed that, if it is known
 * @param progress how far its run is, if that can be seen
 */
public record LockHolder(
        String owner,
        @Nullable Instant since,
        boolean ours,
        @Nullable Backend backend,
        @Nullable Progress progress) {

    /**
     * Somebody whose row is not of ours.
     *
     * @param owner what the row says
     * @param since when it was taken, if the row says so
     */
    public LockHolder(String owner, @Nullable Instant since) {
        this(owner, since, false, null, null);
    }

    /**
     * The same holder, with how far its run is.
     *
     * @param seen how far it is
     * @return a copy
     */
    public LockHolder with(Progress seen) {
        return new LockHolder(owner, since, ours, backend, seen);
    }

    /** {@return the holder in words: who, which server process, since when, how far} */
    public String inWords() {
        return owner
                + (backend == null || !ours ? "" : ", server process " + backend.pid() + " of " + backend.started())
                + (since == null ? "" : ", since " + since)
                + (progress == null ? "" : ", at changeset " + progress.position() + " of " + progress.total());
    }

    /**
     * A process of the database server.
     *
     * @param pid its process id
     * @param started when it started; a process id alone may be used again
     */
    public record Backend(int pid, Instant started) {}

    /**
     * How far a run is.
     *
     * @param position the place of its current changeset, from 1; 0 before the first
     * @param total how many changesets it has
     * @param at when it last got on
     */
    public record Progress(int position, int total, Instant at) {}
}
