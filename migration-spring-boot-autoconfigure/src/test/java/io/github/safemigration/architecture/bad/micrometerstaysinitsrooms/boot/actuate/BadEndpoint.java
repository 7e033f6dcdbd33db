package io.github.safemigration.architecture.bad.micrometerstaysinitsrooms.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts by itself. */
public class BadEndpoint {

    final MeterRegistry meterRegistry;

    BadEndpoint(MeterRegistry meterRegistry) {
        this.meterRegistry = meterRegistry;
    }
}
