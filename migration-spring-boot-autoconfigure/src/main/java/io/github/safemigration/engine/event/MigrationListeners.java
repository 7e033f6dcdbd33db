package io.github.safemigration.engine.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, and keeps a broken one from hurting the migration. */
public final class MigrationListeners implements MigrationListener {

    private static final Logger logger = LoggerFactory.getLogger(MigrationListeners.class);

    private final List<MigrationListener> listeners;

    /**
     * Creates the group.
     *
     * @param listeners who hears from the start on
     */
    public MigrationListeners(List<MigrationListener> listeners) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /**
     * Adds a listener; it hears what happens from now on.
     *
     * @param listener who hears from now on
     */
    public void add(MigrationListener listener) {
        listeners.add(listener);
    }

    @Override
    public void onEvent(MigrationEvent event) {
        for (MigrationListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                logger.warn(
                        "A migration listener failed on {}; the migration goes on",
                        event.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
