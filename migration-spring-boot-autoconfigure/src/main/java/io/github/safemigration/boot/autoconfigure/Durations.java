package io.github.safemigration.boot.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What durations in settings may be. */
final class Durations {

    private Durations() {}

    /**
     * A negative one is a mistake, and what it would do depends on where it is used.
     *
     * @throws IllegalArgumentException if it is one
     */
    static void requireNotNegative(String property, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException(property + " is " + value.toMillis() + " ms: it must not be negative");
        }
    }
}
