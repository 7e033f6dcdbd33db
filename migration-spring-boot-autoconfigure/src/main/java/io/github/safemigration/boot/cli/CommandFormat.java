package io.github.safemigration.boot.cli;

import java.util.Locale;

/** How an answer is written. */
enum CommandFormat {
    TEXT,
    JSON,
    SQL;

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
