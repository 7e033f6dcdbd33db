package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes migration events as events of the application, one after the other. Those of a blocking start are kept until
 * the beans are there; each carries the time it happened at. While one thread publishes, others leave their events to it.
 */
public final class SpringEvents implements MigrationListener, ApplicationListener<ContextRefreshedEvent> {

    private static final Logger logger = LoggerFactory.getLogger(SpringEvents.class);

    private final ApplicationContext context;
    private final Queue<MigrationEvent> kept = new ConcurrentLinkedQueue<>();
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile boolean refreshed;

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
        kept.add(event);
        publish();
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == context) {
            refreshed = true;
            publish();
        }
    }

    private void publish() {
        // An event may come between the last look of the thread that publishes and the end of its turn: look again.
        while (refreshed && !kept.isEmpty() && !publishing.isHeldByCurrentThread() && publishing.tryLock()) {
            try {
                for (@Nullable MigrationEvent event = kept.poll(); event != null; event = kept.poll()) {
                    publish(event);
                }
            } finally {
                publishing.unlock();
            }
        }
    }

    private void publish(MigrationEvent event) {
        try {
            context.publishEvent(event);
        } catch (RuntimeException e) {
            logger.warn(
                    "A listener failed on {}; the migration goes on",
                    event.getClass().getSimpleName(),
                    e);
        }
    }
}
