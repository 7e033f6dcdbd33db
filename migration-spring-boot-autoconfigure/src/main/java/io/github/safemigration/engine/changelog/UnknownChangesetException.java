package io.github.safemigration.engine.changelog;

/** A changeset was named that the changelog does not have, or that was never applied. Nothing was done. */
public class UnknownChangesetException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message which, and what there is instead
     */
    public UnknownChangesetException(String message) {
        super(message);
    }
}
