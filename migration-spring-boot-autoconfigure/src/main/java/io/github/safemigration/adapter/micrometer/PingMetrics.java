package io.github.safemigration.adapter.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Times the round trip to each target's database, whenever it is told to. */
public final class PingMetrics implements MeterBinder {

    private final Supplier<Map<String, ? extends Supplier<Duration>>> pings;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /**
     * Creates the meter.
     *
     * @param pings by name of target, what asks its database and tells how long that took; throws if there is no answer
     */
    public PingMetrics(Supplier<Map<String, ? extends Supplier<Duration>>> pings) {
        this.pings = pings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        pings.get().keySet().forEach(target -> timer(registry, target, "succeeded"));
    }

    /** Asks each database once, and waits for the answers. */
    public void measure() {
        pings.get().forEach(this::measure);
    }

    private void measure(String target, Supplier<Duration> ping) {
        long asked = System.nanoTime();
        try {
            record(target, "succeeded", ping.get());
        } catch (RuntimeException e) {
            record(target, "failed", Duration.ofNanos(System.nanoTime() - asked));
        }
    }

    private void record(String target, String outcome, Duration duration) {
        registries.forEach(registry -> timer(registry, target, outcome).record(duration));
    }

    private static Timer timer(MeterRegistry registry, String target, String outcome) {
        return Timer.builder("migration.database.ping")
                .description("Round trips to the migrated database, without log-in")
                .tags("target", target, "outcome", outcome)
                .register(registry);
    }
}
