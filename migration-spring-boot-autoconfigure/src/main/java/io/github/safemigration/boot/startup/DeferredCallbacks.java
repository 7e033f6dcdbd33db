package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.workflow.MigrationCallback;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Calls the application's callbacks; those of a blocking start once its beans are there, before any port is open. */
public final class DeferredCallbacks implements SmartInitializingSingleton {

    private final ObjectProvider<MigrationCallback> callbacks;
    private final List<String> waiting = new ArrayList<>();
    private boolean ready;

    /**
     * Creates the caller.
     *
     * @param callbacks the application's callbacks; not touched before its beans are there
     */
    public DeferredCallbacks(ObjectProvider<MigrationCallback> callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Calls the callbacks, or has them called later.
     *
     * @param target the target that was migrated
     */
    public void afterMigration(String target) {
        synchronized (waiting) {
            if (!ready) {
                waiting.add(target);
                return;
            }
        }
        call(target);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> late;
        synchronized (waiting) {
            ready = true;
            late = List.copyOf(waiting);
            waiting.clear();
        }
        late.forEach(this::call);
    }

    private void call(String target) {
        callbacks.orderedStream().forEach(callback -> callback.afterMigration(target));
    }
}
