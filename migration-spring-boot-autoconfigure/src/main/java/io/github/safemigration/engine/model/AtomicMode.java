package io.github.safemigration.engine.model;

/** Whether a whole plan runs in one transaction. */
public enum AtomicMode {
    /** Each changeset commits by itself. */
    FALSE,
    /** One transaction where that keeps nobody waiting and nothing speaks against it. */
    AUTO,
    /** One transaction; a plan that cannot run in one is refused. */
    TRUE
}
