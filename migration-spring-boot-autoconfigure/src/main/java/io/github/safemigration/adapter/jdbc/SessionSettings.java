package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Settings of a session or a transaction. */
public final class SessionSettings {

    private SessionSettings() {}

    /**
     * Sends them.
     *
     * @param settings SET and RESET statements of our own making
     * @param connection the connection that they are for
     * @throws SQLException if the database refuses one
     */
    public static void send(String settings, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }
}
