package io.github.safemigration.boot.probe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paths that mean something on one port.
 * @param health root of the health endpoint, or {@code null} if it is not on this port
 * @param live further paths of the liveness group
 * @param unready further paths of other health groups
 * @param status path of the {@code migrations} endpoint, or {@code null} if it is not exposed on this port
 */
record ProbeRoutes(
        @Nullable String health,
        Set<String> live,
        Set<String> unready,
        @Nullable String status) {

    ProbeRoutes {
        live = Set.copyOf(live);
        unready = Set.copyOf(unready);
    }

    Kind kindOf(String path) {
        if (live.contains(path) || path.equals(health + "/liveness")) {
            return Kind.LIVENESS;
        }
        if (path.equals(status)) {
            return Kind.STATUS;
        }
        boolean underHealth = health != null && (path.equals(health) || path.startsWith(health + "/"));
        return underHealth || unready.contains(path) ? Kind.READINESS : Kind.OTHER;
    }

    enum Kind {
        LIVENESS,
        READINESS,
        STATUS,
        OTHER
    }
}
