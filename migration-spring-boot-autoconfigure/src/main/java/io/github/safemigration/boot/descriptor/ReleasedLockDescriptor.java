package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.workflow.ReleasedLock;
import org.jspecify.annotations.Nullable;

/**
 * Description of what came of freeing a changelog lock.
 *
 * @param name the target's name
 * @param released whether a lock was freed; false if it was free
 * @param lock who held it; null if nobody did
 * @param run the entry in the history; null if nothing was done
 */
public record ReleasedLockDescriptor(
        String name,
        boolean released,
        @Nullable LockHolderDescriptor lock,
        @Nullable String run) {

    /**
     * Describes what came of it.
     *
     * @param released what came of it
     * @return the description
     */
    public static ReleasedLockDescriptor of(ReleasedLock released) {
        return new ReleasedLockDescriptor(
                released.target(),
                released.holder() != null,
                LockHolderDescriptor.of(released.holder()),
                released.runId());
    }
}
