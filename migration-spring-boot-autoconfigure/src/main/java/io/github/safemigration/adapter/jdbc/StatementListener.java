package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
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
     * A transaction is about to be committed, on the calling thread.
     *
     * @param connection the connection, to write to before the commit
     * @return whether to commit; if not, the transaction stays open
     * @throws SQLException if it must not be committed
     */
    default boolean committing(Connection connection) throws SQLException {
        return true;
    }

    /** A transaction is about to be rolled back as a whole, on the calling thread. */
    default void rollingBack() {}

    /**
     * Who may cancel what is sent now; asked before {@link #sending}.
     *
     * @return who hears of the statement until it is over, or null
     */
    default @Nullable RunStop stop() {
        return null;
    }
}
