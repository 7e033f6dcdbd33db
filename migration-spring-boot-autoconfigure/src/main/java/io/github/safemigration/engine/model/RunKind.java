package io.github.safemigration.engine.model;

/** What a run was for. */
public enum RunKind {
    /** To apply what was pending. */
    MIGRATION,
    /** To take changesets into the history that were applied before it was kept. */
    ADOPTION,
    /** To settle what a crash left unclear. */
    RESOLUTION,
    /** To store the checksum of a changeset anew. */
    REBASELINE,
    /** To free a changelog lock that was left behind. */
    LOCK_RELEASE
}
