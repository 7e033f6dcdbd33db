package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.workflow.MigrationService;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells whether a request may pass: everything once its targets have been ready, before that only what is asked of the
 * actuator. Once open it stays open: a later run takes readiness back, not the requests that are under way.
 */
public final class MigrationGate {

    private final MigrationService service;
    private final Supplier<List<String>> freePaths;
    private volatile boolean open;

    /**
     * Creates the gate.
     *
     * @param service knows whether the targets are ready
     * @param freePaths paths within the application that are never closed, with all that is below them; asked once, at
     *     the first request
     */
    public MigrationGate(MigrationService service, Supplier<List<String>> freePaths) {
        this.service = service;
        this.freePaths = new Once<>(freePaths);
    }

    boolean lets(String path) {
        return isOpen() || freePaths.get().stream().anyMatch(free -> isAtOrBelow(path, free));
    }

    boolean isHalted() {
        return service.status().stream().anyMatch(status -> status.state().isHalted());
    }

    private boolean isOpen() {
        if (!open) {
            open = service.isReady();
        }
        return open;
    }

    private static boolean isAtOrBelow(String path, String free) {
        return path.equals(free) || path.startsWith(free.endsWith("/") ? free : free + "/");
    }
}
