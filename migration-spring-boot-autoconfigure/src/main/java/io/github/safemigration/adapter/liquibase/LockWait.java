package io.github.safemigration.adapter.liquibase;

import java.time.Duration;

/** Waits between two looks at the changelog lock. */
@FunctionalInterface
public interface LockWait {

    /**
     * Waits.
     *
     * @param pause about how long
     * @throws InterruptedException if the run is to stop
     */
    void pause(Duration pause) throws InterruptedException;
}
