package io.github.safemigration.campaign;

/** What can happen to a process and its connections. */
enum Blow {
    /** {@code kill -9}: the process is gone, and its system closes its connections. */
    KILL,
    /** The connections end. */
    DROP,
    /** The connections end with an error. */
    RESET,
    /** Nothing arrives any more, on either side, and nobody is told. */
    STALL,
    /** The process sleeps, as with its machine, while its connections are held; it wakes when another has gone on. */
    FREEZE;

    /** {@return whether nobody is told of it} */
    boolean isSilent() {
        return this == STALL || this == FREEZE;
    }
}
