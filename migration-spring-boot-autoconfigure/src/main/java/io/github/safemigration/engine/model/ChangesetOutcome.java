package io.github.safemigration.engine.model;

/** How one attempt of a changeset ended. The first four are Liquibase's words. */
public enum ChangesetOutcome {
    /** Its changes were made. */
    EXECUTED,
    /** Its changes were made once more. */
    RERAN,
    /** Recorded as applied without being run, because a precondition said so. */
    MARK_RAN,
    /** Neither run nor recorded: asked again at the next start. */
    SKIPPED,
    /** It failed and stopped the run. */
    FAILED,
    /** It failed, and says itself (`failOnError=false`) that the run goes on. */
    FAILED_TOLERATED,
    /** Undone by its rollback. */
    ROLLED_BACK,
    /** It does not run in a transaction, and is being run, or its process has died meanwhile. */
    STARTED,
    /** Its process died in the middle of it; a later attempt has taken it up. */
    INTERRUPTED,
    /** Somebody said of the statement at which it was interrupted that it has taken effect. */
    RESOLVED_APPLIED,
    /** Somebody said of the statement at which it was interrupted that it has had no effect. */
    RESOLVED_NOT_APPLIED,
    /** Its checksum was stored anew; nothing of it was run. */
    REBASELINED,
    /** Applied before the history was kept, and taken into it later. */
    ADOPTED;

    /**
     * Tells whether the changeset is through after such an attempt.
     *
     * @return whether Liquibase has it in its table
     */
    public boolean isThrough() {
        return this == EXECUTED || this == RERAN || this == MARK_RAN;
    }
}
