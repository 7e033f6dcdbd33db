package io.github.safemigration.boot.actuate;

import org.jspecify.annotations.Nullable;

/** A page was asked for that cannot be: the parameter is no number, or out of bounds. */
final class NoSuchPageException extends RuntimeException {

    NoSuchPageException(String name, String text, int least, int largest, @Nullable Throwable cause) {
        super("'" + name + "' must be a number from " + least + " to " + largest + ", not '" + text + "'.", cause);
    }
}
