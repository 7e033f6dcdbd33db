package io.github.safemigration.engine.workflow;

import org.jspecify.annotations.Nullable;

/** Something was asked of the service that lacks what it needs, or makes no sense. Nothing was done. */
public class InvalidRequestException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the request, in a sentence
     */
    public InvalidRequestException(String message) {
        super(message);
    }

    static void requireReason(@Nullable String reason, String what) {
        if (reason == null || reason.isBlank()) {
            throw new InvalidRequestException(what + " needs a reason, which is kept in the history.");
        }
    }
}
