package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * What came of freeing a changelog lock.
 *
 * @param target the target's name
 * @param holder who held it; null if it was free, and nothing was done
 * @param runId the entry in the history, or null if nothing was done
 */
public record ReleasedLock(
        String target,
        @Nullable LockHolder holder,
        @Nullable String runId) {}
