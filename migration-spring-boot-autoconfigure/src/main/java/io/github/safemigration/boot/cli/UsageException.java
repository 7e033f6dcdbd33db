package io.github.safemigration.boot.cli;

/** The command line asks for something that there is not. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
