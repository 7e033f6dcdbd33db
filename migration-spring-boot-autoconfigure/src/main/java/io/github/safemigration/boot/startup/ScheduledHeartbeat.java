package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.workflow.Heartbeat;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Beats at an interval, on a thread that does not keep the JVM alive. */
public final class ScheduledHeartbeat implements Heartbeat {

    private final Duration interval;

    /**
     * Creates the heartbeat.
     *
     * @param interval the time between two beats
     */
    public ScheduledHeartbeat(Duration interval) {
        this.interval = interval;
    }

    @Override
    public Beating start(Runnable beat) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "migration-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                scheduler.scheduleAtFixedRate(beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return scheduler::shutdownNow;
    }
}
