package io.github.safemigration.boot.startup;

/** What a start does when its migration halts. */
public enum OnHalt {
    /** The application stays unready until the target is up to date. */
    HOLD,
    /** The start fails. */
    FAIL
}
