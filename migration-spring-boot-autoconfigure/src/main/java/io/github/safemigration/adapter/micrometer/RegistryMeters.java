package io.github.safemigration.adapter.micrometer;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.workflow.MigrationService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** The meters of all targets in one registry. */
final class RegistryMeters {

    private final MeterRegistry registry;
    private final MigrationService service;
    private final Map<String, TargetMeters> targets = new HashMap<>();

    RegistryMeters(MeterRegistry registry, MigrationService service) {
        this.registry = registry;
        this.service = service;
    }

    TargetMeters target(String name) {
        return targets.computeIfAbsent(name, target -> new TargetMeters(registry, target, service));
    }

    void record(MigrationEvent event) {
        target(event.target()).record(event);
    }
}
