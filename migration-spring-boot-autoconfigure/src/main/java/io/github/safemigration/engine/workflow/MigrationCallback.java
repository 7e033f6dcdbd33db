package io.github.safemigration.engine.workflow;

/**
 * Called after a successful run that did something, and before its target is ready: to warm a cache, say, or to load
 * configuration from the database. What it throws fails the target. Beans of this type are called in their order.
 */
@FunctionalInterface
public interface MigrationCallback {

    /**
     * A target has been migrated.
     *
     * @param target the target's name
     */
    void afterMigration(String target);
}
