package io.github.safemigration.engine.history;

import io.github.safemigration.engine.model.ChangesetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a changeset failed the first time, as it still is.
 *
 * @param changeset its name
 * @param checksum the checksum that it had
 * @param first when that was
 * @param host the host it was run on
 * @param applicationVersion the version of the application that ran it, if known
 * @param times how many times it has failed since, that one included, as far as the history is kept
 * @param error what went wrong
 * @param sqlState SQLSTATE of the error, if a database said no
 */
public record PastFailure(
        ChangesetId changeset,
        String checksum,
        Instant first,
        String host,
        @Nullable String applicationVersion,
        long times,
        String error,
        @Nullable String sqlState) {

    /** {@return the failure in words: when, where, how often, what} */
    public String inWords() {
        return "It failed before, and has not been changed since: first at " + first + " on " + host
                + (applicationVersion == null ? "" : ", version " + applicationVersion)
                + (times == 1 ? "" : ", " + times + " times in all") + ": " + error
                + (sqlState == null ? "" : " (SQLSTATE " + sqlState + ")");
    }
}
