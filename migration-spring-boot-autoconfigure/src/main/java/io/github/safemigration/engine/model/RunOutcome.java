package io.github.safemigration.engine.model;

/** How a run ended. */
public enum RunOutcome {
    /** Everything that was planned is applied. */
    SUCCEEDED,
    /** A changeset failed; what was applied before it stays. */
    FAILED,
    /** The run was asked to stop and did so between two changesets. */
    STOPPED,
    /** The process died; closed by the next start. */
    CRASHED,
    /** The run failed and everything it had applied is undone. */
    ROLLED_BACK,
    /** The run failed and some of what it had applied is undone. */
    PARTLY_ROLLED_BACK,
    /** Nobody but a person can tell how the database stands. */
    NEEDS_PERSON
}
