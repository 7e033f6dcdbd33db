package io.github.safemigration.engine.recovery;

/** What is known of a statement that was sent outside of a transaction. */
public enum StatementState {
    /** It was sent; whether it took effect is not known. */
    SENT,
    /** It has taken effect. */
    DONE,
    /** It has had no effect: the database refused it, or somebody says so. */
    UNDONE,
    /** Somebody says that its whole changeset has taken effect. */
    ALL_DONE
}
