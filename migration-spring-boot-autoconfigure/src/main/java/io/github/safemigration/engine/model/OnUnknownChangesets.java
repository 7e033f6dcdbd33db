package io.github.safemigration.engine.model;

/** What is done where changesets are applied that the changelog does not have: those of a newer build, say. */
public enum OnUnknownChangesets {
    /** They are not mentioned. */
    IGNORE,
    /** They are told in log, health details and endpoint. */
    WARN,
    /** Nothing is run, and the application stays unready as long as they are there. */
    UNREADY,
    /** Nothing is run, and that is a failure. */
    FAIL;

    /**
     * Tells whether such a database is left alone.
     *
     * @return whether nothing may be run
     */
    public boolean refuses() {
        return this == UNREADY || this == FAIL;
    }
}
