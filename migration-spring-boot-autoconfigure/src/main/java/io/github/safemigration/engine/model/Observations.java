package io.github.safemigration.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noticed about a database beside what is pending, and keeps nothing from going on.
 *
 * @param lock who holds the changelog lock although nothing is pending, unless that owner is known to live
 * @param unknown changesets that are applied and not in the changelog; null if there are none
 * @param newer the newer build that has migrated the database; null if there is none
 */
public record Observations(
        @Nullable LockHolder lock,
        @Nullable UnknownChangesets unknown,
        @Nullable NewerBuild newer) {

    /** Nothing was noticed. */
    public static final Observations NONE = new Observations(null, null, null);

    /** {@return what somebody should know and do, a sentence or two each} */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (lock != null) {
            warnings.add(
                    "The changelog lock is held by " + lock.inWords() + ", and nothing is pending: the next release"
                            + " with a change would wait for it. " + advice(lock));
        }
        if (unknown != null) {
            warnings.add(unknown.inWords());
        }
        if (newer != null) {
            warnings.add(newer.inWords());
        }
        return warnings;
    }

    /**
     * What to do about a lock that somebody may have left behind.
     *
     * @param holder who holds it
     * @return a sentence
     */
    public static String advice(LockHolder holder) {
        if (!holder.ours() && holder.backend() != null) {
            return "Its transaction is waited for: commit it or roll it back there, or end it: select pg_terminate_backend("
                    + holder.backend().pid() + ").";
        }
        return holder.ours()
                ? "The next run frees it."
                : "If that process is gone, free it: --migration.command=release-lock --reason=<why>, or POST"
                        + " /actuator/migrations/release-lock.";
    }

    /**
     * The same with another lock.
     *
     * @param holder who holds it, or null
     * @return a copy
     */
    public Observations withLock(@Nullable LockHolder holder) {
        return new Observations(holder, unknown, newer);
    }
}
