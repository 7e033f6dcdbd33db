package io.github.safemigration.engine.model;

/** Who or what started a run. */
public enum RunTrigger {
    /** The start of the application. */
    START,
    /** A request at the actuator endpoint. */
    ENDPOINT,
    /** The command mode of the application's jar. */
    COMMAND,
    /** A schedule. */
    SCHEDULE,
    /** Code of the application, through the service. */
    API
}
