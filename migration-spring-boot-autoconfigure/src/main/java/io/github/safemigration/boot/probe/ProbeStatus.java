package io.github.safemigration.boot.probe;

/** What a probe responder shows under the path of the {@code migrations} endpoint. */
@FunctionalInterface
public interface ProbeStatus {

    /**
     * Describes the migration as it is now. Called on a thread of the responder, at any time and by several threads
     * at once; must answer from memory, without waiting for the migration.
     * @return a JSON object, free of SQL, object names, errors and secrets
     */
    String json();

    /**
     * Tells whether the migration has failed or waits, where it is not under way. Called as the other one is.
     *
     * @return whether it halts
     */
    default boolean isHalted() {
        return false;
    }
}
