package io.github.safemigration.engine.changelog;

import java.time.Duration;

/**
 * What a changeset had to do with locks.
 *
 * @param attempts how often it was tried, as its statements did not get their locks
 * @param waited for how long attempts waited that did not get their lock
 * @param held for how long its last attempt had the locks of its statements, at most
 */
public record LockTimes(int attempts, Duration waited, Duration held) {

    /** Of a changeset that was tried once, and of which no more is known. */
    public static final LockTimes ONCE = new LockTimes(1, Duration.ZERO, Duration.ZERO);
}
