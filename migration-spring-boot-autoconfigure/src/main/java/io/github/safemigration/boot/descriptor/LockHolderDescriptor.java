package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.LockHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Description of who holds the changelog lock.
 *
 * @param owner the owner as the lock row names it
 * @param since when it was taken, if the row says so
 */
public record LockHolderDescriptor(String owner, @Nullable Instant since) {

    static @Nullable LockHolderDescriptor of(@Nullable LockHolder holder) {
        return holder == null ? null : new LockHolderDescriptor(holder.owner(), holder.since());
    }
}
