package io.github.safemigration.boot.startup;

/** How an application starts while something is pending. */
public enum StartupMode {
    /** The migration runs inside the context's refresh, before anything that uses the database. */
    BLOCKING,
    /** The application comes up unready, and the migration runs then. */
    BACKGROUND,
    /** Nothing is run: the application waits, unready, until somebody else has migrated. */
    VALIDATE,
    /** Nothing is run and nothing is checked. */
    OFF
}
