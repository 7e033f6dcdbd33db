package io.github.safemigration.engine.model;

/** What a start does with a changeset that failed before and has not been changed since. */
public enum RetryFailed {
    /** It tries again. */
    ALWAYS,
    /** It fails without trying. Somebody's request tries again, and so does a start once the changeset is changed. */
    NEVER
}
