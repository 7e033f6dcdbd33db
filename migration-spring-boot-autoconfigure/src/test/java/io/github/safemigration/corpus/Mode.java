package io.github.safemigration.corpus;

import java.util.Map;

/** Who runs the changelog, and when. */
enum Mode {
    PLAIN,
    BLOCKING,
    BACKGROUND;

    Map<String, String> properties() {
        return switch (this) {
            case PLAIN -> Map.of("migration.enabled", "false");
            case BLOCKING -> Map.of();
            case BACKGROUND -> Map.of("migration.startup", "background");
        };
    }
}
