package io.github.safemigration.adapter.liquibase;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a run waits for locks.
 *
 * @param patience for the changelog lock, since its owner was last seen to get on; null for what Liquibase is told, else 30
 *     minutes
 * @param timeout for the lock of a statement that keeps others waiting while it waits itself
 * @param patientTimeout for the lock of a statement that waits without keeping anybody waiting
 * @param retryFor how long a changeset is tried again whose statement did not get its lock
 */
public record LockPolicy(@Nullable Duration patience, Duration timeout, Duration patientTimeout, Duration retryFor) {}
