package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.LockHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Description of who holds the changelog lock. */
record LockHolderDescriptor(String owner, @Nullable Instant since) {

    static @Nullable LockHolderDescriptor of(@Nullable LockHolder holder) {
        return holder == null ? null : new LockHolderDescriptor(holder.owner(), holder.since());
    }
}
