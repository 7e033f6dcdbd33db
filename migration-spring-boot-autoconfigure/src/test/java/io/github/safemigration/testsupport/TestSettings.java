package io.github.safemigration.testsupport;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the one who runs the tests says: {@code -Dmigration.test.url} wins over {@code MIGRATION_TEST_URL}, and so on. */
record TestSettings(UnaryOperator<@Nullable String> systemProperties, UnaryOperator<@Nullable String> environment) {

    private static final String UNKNOWN_VERSION = "18";

    static TestSettings ofThisProcess() {
        return new TestSettings(System::getProperty, System::getenv);
    }

    @Nullable
    String get(String name) {
        String property = systemProperties.apply("migration.test." + name);
        String value =
                property != null ? property : environment.apply("MIGRATION_TEST_" + name.toUpperCase(Locale.ROOT));
        return value == null || value.isBlank() ? null : value;
    }

    String required(String name) {
        String value = get(name);
        if (value == null) {
            throw new IllegalStateException("MIGRATION_TEST_" + name.toUpperCase(Locale.ROOT) + " is not set");
        }
        return value;
    }

    /** The tag of the image that holds the same server as the embedded one: binaries 18.6.0 are PostgreSQL 18.6. */
    String imageTag() {
        String version = get("postgres");
        return version == null ? UNKNOWN_VERSION : version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }
}
