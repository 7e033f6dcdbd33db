package io.github.safemigration.boot.actuate;

/** Something was asked for that does not exist. */
final class NothingThereException extends RuntimeException {

    NothingThereException(String message) {
        super(message);
    }
}
