package io.github.safemigration.engine.preflight;

/** What a check means for a run; the later the graver. */
public enum CheckLevel {
    /** It could not be looked at here. */
    SKIPPED,
    /** Nothing stands in the way. */
    OK,
    /** A run starts, and somebody should know. */
    WARN,
    /** No run starts before this is mended. */
    HALT
}
