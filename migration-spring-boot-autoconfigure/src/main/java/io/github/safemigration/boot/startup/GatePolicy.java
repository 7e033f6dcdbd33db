package io.github.safemigration.boot.startup;

/** What happens to a thread that asks for a connection while the migration runs in the background. */
public enum GatePolicy {
    /** It waits until the migration is over. */
    WAIT,
    /** It gets an exception. */
    FAIL,
    /** It gets its connection, to a database that is being migrated. */
    ALLOW
}
