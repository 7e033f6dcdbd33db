package io.github.safemigration.boot.startup;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the runs of an application that is asked to stop: the changeset that is being run may end for a while, then its
 * statement is cancelled; none begins any more. Boot's own shutdown hook waits for the refresh, and the refresh for a
 * blocking run; so there is a hook of ours.
 */
public final class RunShutdown implements SmartLifecycle, DisposableBean {

    private static final Logger logger = LoggerFactory.getLogger(RunShutdown.class);

    /** After the web server (DEFAULT_PHASE - 2048) and the management server (DEFAULT_PHASE - 1536). */
    static final int AFTER_THE_SERVERS = DEFAULT_PHASE - 1024;

    /** For a run whose statement was cancelled, to undo the changeset, free the lock and write the history. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Runs runs;
    private final StartupHold hold;
    private final Duration grace;
    private final Thread hook = new Thread(this::end, "migration-shutdown");
    private boolean ended;
    private volatile boolean running;

    /**
     * Creates it, with its hook.
     *
     * @param runs the runs of this process
     * @param hold what starts and waits are held by
     * @param grace how long a changeset may go on
     */
    public RunShutdown(Runs runs, StartupHold hold, Duration grace) {
        this.runs = runs;
        this.hold = hold;
        this.grace = grace;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends the runs; returns when they have ended, or do not. */
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        hold.release();
        runs.endSoon();
        try {
            if (runs.awaitEnd(grace)) {
                return;
            }
            logger.warn(
                    "The application stops, and the migration has not ended within {} ms: its statement is cancelled",
                    grace.toMillis());
            runs.endNow();
            if (!runs.awaitEnd(LAST_WORDS)) {
                logger.error(
                        "The migration does not end: it is cut off, and its lock is free once its connection is gone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end();
    }

    @Override
    public void destroy() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // The JVM is shutting down: the hook has done its work.
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_SERVERS;
    }

    /** The runs of this process. */
    public interface Runs {

        /** None begins another changeset. */
        void endSoon();

        /** Their statements are cancelled. */
        void endNow();

        /**
         * Waits until none is going on.
         *
         * @param patience how long to wait
         * @return whether none is
         * @throws InterruptedException if the thread is interrupted
         */
        boolean awaitEnd(Duration patience) throws InterruptedException;
    }
}
