package io.github.safemigration.adapter.jdbc;

import org.jspecify.annotations.Nullable;

/** Hears of each statement just before it is sent. */
@FunctionalInterface
public interface StatementListener {

    /**
     * A statement is about to be sent, on the calling thread.
     *
     * @param sql its text as the driver gets it
     */
    void sending(String sql);

    /**
     * Who may cancel what is sent now; asked before {@link #sending}.
     *
     * @return who hears of the statement until it is over, or null
     */
    default @Nullable RunStop stop() {
        return null;
    }
}
