package io.github.safemigration.boot.cli;

/** Ends the process; tests put another one into the bootstrap context. */
@FunctionalInterface
interface CommandExit {

    /**
     * Ends the process.
     *
     * @param code the exit code
     */
    void exit(int code);
}
