package io.github.safemigration.adapter.micrometer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** An observation that is open on the thread that migrates. */
final class Observed {

    private final String target;
    private final Observation observation;
    private Observation.@Nullable Scope scope;

    Observed(String target, Observation observation) {
        this.target = target;
        this.observation = observation;
    }

    String target() {
        return target;
    }

    Observation observation() {
        return observation;
    }

    void start() {
        observation.start();
        scope = observation.openScope();
    }

    void stop() {
        if (scope != null) {
            scope.close();
        }
        observation.stop();
    }
}
