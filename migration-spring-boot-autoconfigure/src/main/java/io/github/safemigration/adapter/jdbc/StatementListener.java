package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of each statement just before it is sent. */
@FunctionalInterface
public interface StatementListener {

    /**
     * A statement is about to be sent, on the calling thread.
     *
     * @param sql its text as the driver gets it
     * @param connection the connection it is sent on, to send something before it
     * @throws SQLException if it must not be sent
     */
    void sending(String sql, Connection connection) throws SQLException;

    /** The statement that was sent last is over, well or not. */
    default void sent() {}

    /**
     * Whether to send what changes something; asked before {@link #sending}, on the calling thread. What is not sent is
     * answered as if it had changed no row.
     *
     * @param statements one statement, or those of a batch
     * @return whether they are sent
     */
    default boolean isSent(List<String> statements) {
        return true;
    }

    /** What was sent last was answered without an error, on the calling thread. */
    default void answered() {}

    /**
     * The database, or the way to it, has said no to what was sent last, on the calling thread.
     *
     * @param e what the driver threw
     */
    default void failed(SQLException e) {}

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

    /**
     * Auto-commit is about to be switched on, which would commit an open transaction (JDBC, {@code
     * Connection.setAutoCommit}).
     *
     * @param connection the connection, to roll back
     * @throws SQLException if that fails
     */
    default void leavingTransaction(Connection connection) throws SQLException {}

    /**
     * A transaction is about to be rolled back as a whole, on the calling thread.
     *
     * @param connection the connection
     * @return whether to roll back; if not, that was done in another way
     * @throws SQLException if that failed
     */
    default boolean rollingBack(Connection connection) throws SQLException {
        return true;
    }

    /**
     * Who may cancel what is sent now; asked before {@link #sending}.
     *
     * @return who hears of the statement until it is over, or null
     */
    default @Nullable RunStop stop() {
        return null;
    }
}
