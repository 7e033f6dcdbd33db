package io.github.safemigration.boot.startup;

/** What a start that must not migrate does while something is pending. */
public enum OnPending {
    /** The application waits, unready. */
    WAIT,
    /** The start fails. */
    FAIL
}
