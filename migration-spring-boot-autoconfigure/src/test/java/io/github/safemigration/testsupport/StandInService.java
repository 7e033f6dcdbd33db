package io.github.safemigration.testsupport;

import io.github.safemigration.engine.changelog.Changelog;
import io.github.safemigration.engine.event.MigrationListeners;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.model.RetryFailed;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.workflow.MigrationContext;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Target;
import io.github.safemigration.engine.workflow.Targets;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;

/** The engine's own service over targets without a database: they stand in the state that the test puts them in. */
public final class StandInService {

    private final Targets targets = new Targets();
    private final MigrationListeners listeners = new MigrationListeners(List.of());
    private final MigrationService service = MigrationService.over(
            targets,
            new MigrationContext(
                    new ApplicationInfo("shop", null, "test", "host"),
                    Clock.systemUTC(),
                    () -> "run",
                    listeners,
                    beat -> () -> {},
                    AtomicMode.FALSE,
                    RetryFailed.ALWAYS,
                    RequireRollback.WARN,
                    new Redactor(List.of()),
                    run -> {}));

    /**
     * Puts a target into a state.
     *
     * @param target its name
     * @param state its state
     * @return this
     */
    public StandInService with(String target, TargetState state) {
        targets.register(
                new Target(
                        target,
                        unreachable(Changelog.class),
                        unreachable(History.class),
                        Catalog::empty,
                        NothingLeftBehind.RECOVERY),
                state);
        return this;
    }

    /**
     * Notes a migration that runs by itself.
     *
     * @param reason which, and why
     * @return this
     */
    public StandInService withNotTakenOver(String reason) {
        targets.notTakenOver(reason);
        return this;
    }

    /** {@return the service} */
    public MigrationService service() {
        return service;
    }

    private static <T> T unreachable(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            throw new AssertionError("asked for " + method.getName());
        }));
    }
}
