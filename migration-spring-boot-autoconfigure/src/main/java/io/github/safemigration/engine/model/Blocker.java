package io.github.safemigration.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that keeps a statement of ours waiting.
 *
 * @param pid its server process
 * @param application the name that it gave itself; empty if none
 * @param state what it is doing, in the server's words
 * @param since when its query began
 * @param query its query without literals, shortened
 */
public record Blocker(
        int pid, String application, String state, @Nullable Instant since, String query) {

    /** {@return who that is, in words} */
    public String inWords() {
        return "process " + pid + (application.isBlank() ? "" : " (" + application + ")") + ", " + state
                + (since == null ? "" : " since " + since) + (query.isBlank() ? "" : ": " + query);
    }
}
