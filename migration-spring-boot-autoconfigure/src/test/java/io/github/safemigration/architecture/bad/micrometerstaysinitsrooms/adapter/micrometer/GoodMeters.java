package io.github.safemigration.architecture.bad.micrometerstaysinitsrooms.adapter.micrometer;

import io.micrometer.core.instrument.MeterRegistry;

/** Is where meters are known. */
public class GoodMeters {

    final MeterRegistry meterRegistry;

    GoodMeters(MeterRegistry meterRegistry) {
        this.meterRegistry = meterRegistry;
    }
}
