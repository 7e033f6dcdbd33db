package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What names without a schema mean to a session of PostgreSQL. */
public final class SearchPath {

    /** How it is asked. */
    public static final String QUESTION = "SHOW SEARCH_PATH";

    private SearchPath() {}

    /**
     * Asks a session.
     *
     * @param session its connection
     * @return the value of its setting
     * @throws SQLException if the database does not answer
     */
    public static @Nullable String of(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet path = statement.executeQuery(QUESTION)) {
            return path.next() ? path.getString(1) : null;
        }
    }
}
