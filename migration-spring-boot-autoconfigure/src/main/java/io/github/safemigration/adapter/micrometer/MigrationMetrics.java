package io.github.safemigration.adapter.micrometer;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Meters of all targets, documented in {@code docs/metrics.md}. What happens before a registry is bound is remembered
 * and recorded when it is: a blocking start migrates before there is any registry.
 */
public final class MigrationMetrics implements MeterBinder, MigrationListener {

    private static final int REMEMBERED_FOR_LATER_REGISTRIES = 10_000;

    private final Supplier<MigrationService> service;
    private final Deque<MigrationEvent> past = new ArrayDeque<>();
    private final List<RegistryMeters> bound = new ArrayList<>();

    /**
     * Creates the meters.
     *
     * @param service knows the targets; asked when a registry is bound and later, not before
     */
    public MigrationMetrics(Supplier<MigrationService> service) {
        this.service = service;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        RegistryMeters meters = new RegistryMeters(registry, service.get());
        service.get().status().stream().map(TargetStatus::target).forEach(meters::target);
        past.forEach(meters::record);
        bound.add(meters);
        forget();
    }

    @Override
    public synchronized void onEvent(MigrationEvent event) {
        if (event instanceof MigrationEvent.ChangesetStarted || event instanceof MigrationEvent.LockAwaited) {
            return;
        }
        past.add(event);
        forget();
        bound.forEach(meters -> meters.record(event));
    }

    private void forget() {
        while (!bound.isEmpty() && past.size() > REMEMBERED_FOR_LATER_REGISTRIES) {
            past.remove();
        }
    }
}
