package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Holds a start until something is so. Boot's own shutdown hook waits for the refresh to end, which would wait for us;
 * so the JVM's shutdown ends the hold through a hook of ours.
 */
public final class StartupHold {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What was waited for may take minutes, as a run does that is tried again. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CountDownLatch shutdown = new CountDownLatch(1);

    /**
     * Holds the calling thread.
     *
     * @param target the target that is waited for
     * @param condition asked about once a second, less often where asking takes long
     * @throws MigrationException if the JVM shuts down, or the thread is interrupted
     */
    public void until(String target, BooleanSupplier condition) {
        Thread hook = new Thread(shutdown::countDown, "migration-hold-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            long asked = System.nanoTime();
            while (!condition.getAsBoolean()) {
                Duration took = Duration.ofNanos(System.nanoTime() - asked);
                if (pause(between(LOOK, took, LONGEST_PAUSE))) {
                    throw stopped(target);
                }
                asked = System.nanoTime();
            }
        } finally {
            remove(hook);
        }
    }

    /**
     * Stops what would begin after the hold was ended.
     *
     * @param target the target that would be begun
     * @throws MigrationException if the application is being stopped
     */
    void refuseWhenReleased(String target) {
        if (isReleased()) {
            throw stopped(target);
        }
    }

    boolean isReleased() {
        return shutdown.getCount() == 0;
    }

    /**
     * Pauses, unless the application is being stopped.
     *
     * @param pause how long
     * @throws InterruptedException if the application is being stopped, or the thread is interrupted
     */
    public void pauseFor(Duration pause) throws InterruptedException {
        if (shutdown.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The application was asked to stop");
        }
    }

    /** Ends every hold, now and later. */
    public void release() {
        shutdown.countDown();
    }

    private boolean pause(Duration pause) {
        try {
            return shutdown.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        Duration atLeast = wanted.compareTo(least) > 0 ? wanted : least;
        return atLeast.compareTo(most) > 0 ? most : atLeast;
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // The JVM is shutting down: the hook has done its work.
        }
    }

    private static MigrationException stopped(String target) {
        return new MigrationException(
                target,
                Failure.of(FailureKind.STOPPED, "The application was asked to stop while its start was held"),
                null);
    }
}
