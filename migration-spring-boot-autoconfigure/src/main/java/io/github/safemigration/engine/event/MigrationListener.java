package io.github.safemigration.engine.event;

/**
 * Hears of migration events live, on the thread that migrates. What it throws is logged and does not hurt the migration;
 * the time it takes is the migration's.
 */
@FunctionalInterface
public interface MigrationListener {

    /**
     * Hears of an event.
     *
     * @param event what happened
     */
    void onEvent(MigrationEvent event);
}
