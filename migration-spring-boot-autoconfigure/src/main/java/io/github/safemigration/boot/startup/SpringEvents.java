package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes migration events as events of the application. Those of a blocking start are kept until the beans are there
 * and published then, in order; each carries the time it happened at.
 */
public final class SpringEvents implements MigrationListener, ApplicationListener<ContextRefreshedEvent> {

    private final ApplicationContext context;
    private final List<MigrationEvent> kept = new ArrayList<>();
    private boolean refreshed;

    /**
     * Creates the publisher.
     *
     * @param context publishes the events
     */
    public SpringEvents(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onEvent(MigrationEvent event) {
        synchronized (kept) {
            if (!refreshed) {
                kept.add(event);
                return;
            }
        }
        context.publishEvent(event);
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() != context) {
            return;
        }
        List<MigrationEvent> late;
        synchronized (kept) {
            refreshed = true;
            late = List.copyOf(kept);
            kept.clear();
        }
        late.forEach(context::publishEvent);
    }
}
