package io.github.safemigration.corpus;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a corpus came to.
 *
 * @param took until the application was ready
 * @param picture what is in the database now
 * @param error why the run failed, if it did
 */
record Outcome(
        Duration took,
        Map<String, String> picture,
        @Nullable String error) {}
