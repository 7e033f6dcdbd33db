package io.github.safemigration.engine.workflow;

/** A changeset was to be resolved that is not unclear, or no more. Nothing was done. */
public class NothingUnclearException extends InvalidRequestException {

    NothingUnclearException(String message) {
        super(message);
    }
}
