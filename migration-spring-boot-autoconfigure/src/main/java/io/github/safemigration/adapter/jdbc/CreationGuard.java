package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps processes of ours that start at once on an empty PostgreSQL database from creating the same tables at once. */
public final class CreationGuard implements AutoCloseable {

    private static final long KEY = 0x5afe_0002L;

    private final Connection connection;
    private final boolean autoCommit;

    private CreationGuard(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
    }

    /**
     * Waits until nobody else creates tables, and keeps others from it until closed.
     *
     * @param connections hands out a connection of its own for the guard
     * @return the guard, or null if no connection is left for it
     * @throws SQLException if others take longer than 30 seconds, or the database does not answer
     */
    public static @Nullable CreationGuard take(DataSource connections) throws SQLException {
        CreationGuard guard;
        try {
            guard = new CreationGuard(connections.getConnection());
        } catch (SQLTransientConnectionException e) {
            return null;
        }
        try {
            guard.lock();
            return guard;
        } catch (SQLException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    private void lock() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '30s'");
            statement.execute("select pg_advisory_xact_lock(" + KEY + ")");
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
