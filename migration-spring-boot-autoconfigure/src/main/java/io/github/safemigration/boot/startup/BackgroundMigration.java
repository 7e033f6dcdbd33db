package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.MigrationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Runs the migration once the web server and its management are up, on a thread of its own. */
public final class BackgroundMigration implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(BackgroundMigration.class);

    /** After the web server (DEFAULT_PHASE - 2048) and the management server (DEFAULT_PHASE - 1536). */
    private static final int AFTER_THE_SERVERS = DEFAULT_PHASE - 1024;

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** For a run whose statement was cancelled, to undo the changeset, free the lock and write the history. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final MigrationStartup startup;
    private final StartupHold hold;
    private final ConnectionGate gate;
    private final ConfigurableApplicationContext context;
    private final Runnable cancel;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /**
     * Creates the runner.
     *
     * @param startup knows what is to be run
     * @param hold ended when the application stops
     * @param gate keeps others from the database meanwhile
     * @param context closed if the run fails and that is to end the application
     * @param cancel ends the run that is going on, soon but in good order
     */
    public BackgroundMigration(
            MigrationStartup startup,
            StartupHold hold,
            ConnectionGate gate,
            ConfigurableApplicationContext context,
            Runnable cancel) {
        this.startup = startup;
        this.hold = hold;
        this.gate = gate;
        this.context = context;
        this.cancel = cancel;
    }

    @Override
    public void start() {
        running = true;
        gate.close();
        Thread migrating = new Thread(this::run, "migration");
        migrating.setDaemon(false);
        thread = migrating;
        migrating.start();
    }

    private void run() {
        try {
            startup.runDeferred(gate);
            gate.open();
        } catch (MigrationException e) {
            gate.fail(e);
            if (running) {
                logger.error("The migration failed and ends the application (migration.on-halt=fail)");
                context.close();
            }
        } catch (RuntimeException e) {
            gate.fail(e);
            logger.error("The migration failed; the application stays unready", e);
        }
    }

    /**
     * Lets a run end, for a while; then it is cancelled and given the time to tell so. The connections go after this, and
     * a run that is cut off leaves its lock behind.
     */
    @Override
    public void stop() {
        running = false;
        hold.release();
        Thread migrating = thread;
        if (migrating == null || migrating == Thread.currentThread()) {
            return;
        }
        try {
            if (!ends(migrating, GRACE)) {
                logger.warn(
                        "The application stops, and the migration has not ended within {} s: it is cancelled",
                        GRACE.toSeconds());
                cancel.run();
                if (!ends(migrating, LAST_WORDS)) {
                    logger.error("The migration does not end: it is cut off, and may leave its changelog lock behind");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ends(Thread thread, Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
        return !thread.isAlive();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_SERVERS;
    }
}
