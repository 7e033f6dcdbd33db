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
    ROLLED_BACK
}
