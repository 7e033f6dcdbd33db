package io.github.safemigration.adapter.jdbc;

/** Hears of each statement just before it is sent. */
@FunctionalInterface
public interface StatementListener {

    /**
     * A statement is about to be sent, on the calling thread.
     *
     * @param sql its text as the driver gets it
     */
    void sending(String sql);
}
