package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.LockHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Description of who holds the changelog lock.
 *
 * @param owner the owner as the lock row names it
 * @param since when it was taken, if the row says so
 * @param foreign whether the row is not of this starter, so that nobody can tell whether its owner lives
 * @param backend process id of the server process that works for the owner, if the row tells it
 * @param backendStartedAt when that server process started
 * @param position the place of its current changeset, from 1, if its run can be seen
 * @param total how many changesets its run has, if it can be seen
 * @param progressAt when its run last got on, if it can be seen
 */
public record LockHolderDescriptor(
        String owner,
        @Nullable Instant since,
        boolean foreign,
        @Nullable Integer backend,
        @Nullable Instant backendStartedAt,
        @Nullable Integer position,
        @Nullable Integer total,
        @Nullable Instant progressAt) {

    static @Nullable LockHolderDescriptor of(@Nullable LockHolder holder) {
        if (holder == null) {
            return null;
        }
        LockHolder.@Nullable Backend backend = holder.backend();
        LockHolder.@Nullable Progress progress = holder.progress();
        return new LockHolderDescriptor(
                holder.owner(),
                holder.since(),
                !holder.ours(),
                backend == null ? null : backend.pid(),
                backend == null ? null : backend.started(),
                progress == null ? null : progress.position(),
                progress == null ? null : progress.total(),
                progress == null ? null : progress.at());
    }
}
