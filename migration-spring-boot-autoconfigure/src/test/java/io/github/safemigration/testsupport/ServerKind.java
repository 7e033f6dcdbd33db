package io.github.safemigration.testsupport;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The three ways to a PostgreSQL server, in the order in which they are tried. */
public enum ServerKind {
    /** A server that somebody else runs, named by {@code MIGRATION_TEST_URL}. */
    ENVIRONMENT,
    /** A container, started by Testcontainers. */
    DOCKER,
    /** The server's own programs, unpacked from an artifact of the build. */
    EMBEDDED;

    static ServerKind choose(TestSettings settings, BooleanSupplier dockerAnswers) {
        String required = settings.get("require");
        if (required != null) {
            return valueOf(required.toUpperCase(Locale.ROOT));
        }
        if (settings.get("url") != null) {
            return ENVIRONMENT;
        }
        return dockerAnswers.getAsBoolean() ? DOCKER : EMBEDDED;
    }
}
