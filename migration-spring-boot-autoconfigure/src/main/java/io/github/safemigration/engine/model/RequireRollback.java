package io.github.safemigration.engine.model;

/** What is done about pending changesets that nothing undoes: they have no rollback, and Liquibase derives none. */
public enum RequireRollback {
    /** They are not mentioned. */
    OFF,
    /** They are run, and named before. */
    WARN,
    /** Nothing is run. */
    FAIL
}
