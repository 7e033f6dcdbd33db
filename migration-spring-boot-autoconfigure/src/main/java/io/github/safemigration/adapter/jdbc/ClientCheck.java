package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Whether a PostgreSQL server can look in mid-statement if its client is still there. On some systems it cannot, and
 * refuses to be told so (PostgreSQL manual, 19.3.2, {@code client_connection_check_interval}).
 */
public final class ClientCheck {

    private static final Pattern IMPOSSIBLE =
            Pattern.compile("windows|mingw|visual c|msvc|PostgreSQL 14\\..*apple", Pattern.CASE_INSENSITIVE);

    private ClientCheck() {}

    /**
     * Asks a server from version 14 on.
     *
     * @param connection a connection to it
     * @return whether it can
     * @throws SQLException if it does not answer
     */
    public static boolean isKnownTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("select pg_catalog.version()")) {
            return version.next() && isPossible(version.getString(1));
        }
    }

    static boolean isPossible(String version) {
        return !IMPOSSIBLE.matcher(version).find();
    }
}
