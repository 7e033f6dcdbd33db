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

    /** For the thread of a run that has ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final MigrationStartup startup;
    private final ConnectionGate gate;
    private final ConfigurableApplicationContext context;
    private final RunShutdown shutdown;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /**
     * Creates the runner.
     *
     * @param startup knows what is to be run
     * @param gate keeps others from the database meanwhile
     * @param context closed if the run fails and that is to end the application
     * @param shutdown ends the run when the application stops
     */
    public BackgroundMigration(
            MigrationStartup startup,
            ConnectionGate gate,
            ConfigurableApplicationContext context,
            RunShutdown shutdown) {
        this.startup = startup;
        this.gate = gate;
        this.context = context;
        this.shutdown = shutdown;
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

    /** The connections go after this: the run has ended by then. */
    @Override
    public void stop() {
        running = false;
        shutdown.end();
        Thread migrating = thread;
        if (migrating == null || migrating == Thread.currentThread()) {
            return;
        }
        try {
            migrating.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return RunShutdown.AFTER_THE_SERVERS;
    }
}
