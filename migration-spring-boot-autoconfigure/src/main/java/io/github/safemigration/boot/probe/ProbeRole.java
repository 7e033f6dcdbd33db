package io.github.safemigration.boot.probe;

/** Whose port it is. */
public enum ProbeRole {

    /** The port of the application itself. */
    SERVER,

    /** The port of a separate management server. */
    MANAGEMENT
}
