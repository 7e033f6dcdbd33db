package io.github.safemigration.engine.model;

import org.jspecify.annotations.Nullable;

/** A migration that could not be read, planned or run; carries what happened in parts, free of secrets. */
public class MigrationException extends RuntimeException {

    private final String target;
    private final Failure failure;

    /**
     * Creates the exception.
     *
     * @param target the target's name
     * @param failure what happened
     * @param cause the cause, already free of secrets
     */
    public MigrationException(String target, Failure failure, @Nullable Throwable cause) {
        super("Target '" + target + "': " + failure.message(), cause);
        this.target = target;
        this.failure = failure;
    }

    /**
     * The message for a log line that goes on.
     *
     * @return the message, with a full stop
     */
    public String sentence() {
        String message = String.valueOf(getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /**
     * The target that was to be migrated.
     *
     * @return its name
     */
    public String target() {
        return target;
    }

    /**
     * What happened.
     *
     * @return the failure in parts
     */
    public Failure failure() {
        return failure;
    }
}
