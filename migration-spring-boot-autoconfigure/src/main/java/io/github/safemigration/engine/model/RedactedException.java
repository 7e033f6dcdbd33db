package io.github.safemigration.engine.model;

import org.jspecify.annotations.Nullable;

/** Stands for an exception whose message may hold secrets: same stack trace, same causes, redacted messages. */
public final class RedactedException extends RuntimeException {

    private RedactedException(String message, @Nullable Throwable cause) {
        super(message, cause, false, true);
    }

    /**
     * A copy of an exception that is free of secrets.
     *
     * @param original the exception
     * @param redactor knows the secrets
     * @return the copy
     */
    public static RedactedException of(Throwable original, Redactor redactor) {
        @Nullable Throwable cause = original.getCause();
        String message = original.getMessage() == null ? "" : ": " + redactor.redact(original.getMessage());
        RedactedException copy = new RedactedException(
                original.getClass().getName() + message,
                cause == null || cause == original ? null : of(cause, redactor));
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }

    // The message already begins with the class of the original.
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
