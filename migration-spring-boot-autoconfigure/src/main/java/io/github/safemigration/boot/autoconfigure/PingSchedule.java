package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.micrometer.PingMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Measures the round trips now and then, on a thread of its own, while the application is up. */
final class PingSchedule implements SmartLifecycle {

    private final PingMetrics pings;
    private final Duration interval;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable Future<?> measuring;

    PingSchedule(PingMetrics pings, Duration interval) {
        this.pings = pings;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (!isRunning() && interval.compareTo(Duration.ZERO) > 0) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(PingSchedule::daemon);
            measuring = started.scheduleWithFixedDelay(pings::measure, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
            executor = started;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "migration-ping");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null && !executor.isShutdown() && measuring != null && !measuring.isDone();
    }
}
