package io.github.safemigration.adapter.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** What stands between us and the server. */
enum Pooling {
    /** Nothing: a session of ours is one of the server's. */
    NONE,
    /** A pooler that leaves each session of ours one of the server's. */
    SESSION,
    /** A pooler that may give each transaction of ours another session of the server's. */
    TRANSACTION;

    private static final int ROUNDS = 5;

    /**
     * Looks for a pooler: the server process that answers is another one than the log-in told. Then two connections take
     * turns: where both meet one process, or one meets two, sessions are not kept. Nothing is held meanwhile, as a pool
     * of one would then answer nobody.
     */
    static Pooling of(DataSource connections, Connection first) throws SQLException {
        Optional<Integer> told = PostgresDriver.backend(first);
        int answering = backend(first);
        if (told.isPresent() && told.get() == answering) {
            return NONE;
        }
        try (Connection second = connections.getConnection()) {
            if (isSame(first, second)) {
                return told.isPresent() ? SESSION : NONE;
            }
            for (int round = 0; round < ROUNDS; round++) {
                if (backend(second) == answering || backend(first) != answering) {
                    return TRANSACTION;
                }
            }
        }
        return told.isPresent() ? SESSION : NONE;
    }

    /** Tells whether a pooler answers a connection in the place of the server. */
    static boolean isBehind(Connection connection) throws SQLException {
        Optional<Integer> told = PostgresDriver.backend(connection);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            return told.isPresent() && found.next() && found.getInt(1) != told.get();
        }
    }

    /** A pool of one hands out the connection that we have. */
    private static boolean isSame(Connection first, Connection second) throws SQLException {
        return first.isWrapperFor(Connection.class)
                && second.isWrapperFor(Connection.class)
                && first.unwrap(Connection.class) == second.unwrap(Connection.class);
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            found.next();
            int backend = found.getInt(1);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return backend;
        }
    }
}
