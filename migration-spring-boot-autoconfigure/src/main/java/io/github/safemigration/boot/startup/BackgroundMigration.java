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

    private final MigrationStartup startup;
    private final StartupHold hold;
    private final ConnectionGate gate;
    private final ConfigurableApplicationContext context;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /**
     * Creates the runner.
     *
     * @param startup knows what is to be run
     * @param hold ended when the application stops
     * @param gate keeps others from the database meanwhile
     * @param context closed if the run fails and that is to end the application
     */
    public BackgroundMigration(
            MigrationStartup startup, StartupHold hold, ConnectionGate gate, ConfigurableApplicationContext context) {
        this.startup = startup;
        this.hold = hold;
        this.gate = gate;
        this.context = context;
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
        gate.pass();
        try {
            startup.runDeferred();
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

    /** Lets a run end, for a while: the connections go after this, and a run cut off leaves its lock behind. */
    @Override
    public void stop() {
        running = false;
        hold.release();
        Thread migrating = thread;
        if (migrating == null || migrating == Thread.currentThread()) {
            return;
        }
        try {
            migrating.join(GRACE.toMillis());
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
        return AFTER_THE_SERVERS;
    }
}
