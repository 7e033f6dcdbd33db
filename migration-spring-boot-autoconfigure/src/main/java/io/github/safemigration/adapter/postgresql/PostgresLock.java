package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.DatabaseLock;
import io.github.safemigration.engine.model.Blocker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An advisory lock that lasts as long as a transaction (PostgreSQL manual, 13.3.5). A process that dies takes it along,
 * and a pooler keeps the transaction on one server connection. It is never waited for: a session that waits in the server
 * keeps every {@code CREATE INDEX CONCURRENTLY} waiting too. On another product it excludes nobody.
 */
public final class PostgresLock implements DatabaseLock {

    private static final String PRODUCT = "PostgreSQL";
    private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

    private final DataSource connections;

    /**
     * Creates the lock; takes nothing yet.
     *
     * @param connections hands out connections of our own
     */
    public PostgresLock(DataSource connections) {
        this.connections = connections;
    }

    @Override
    public @Nullable Lease tryTake(String name) throws SQLException {
        Connection connection = connections.getConnection();
        try {
            if (!connection.getMetaData().getDatabaseProductName().equals(PRODUCT)) {
                connection.close();
                return NONE.tryTake(name);
            }
            if (take(connection, key(name))) {
                return PostgresLease.on(connection);
            }
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    @Override
    public List<Blocker> blockers(int backend) {
        return PostgresBlockers.of(backend, connections);
    }

    @Override
    public List<Blocker> writers(String table) {
        return PostgresBlockers.writers(table, connections);
    }

    private static boolean take(Connection connection, long key) throws SQLException {
        connection.setAutoCommit(false);
        boolean limits = connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_TRANSACTION_TIMEOUT;
        try (Statement statement = connection.createStatement()) {
            // A snapshot that lasted as long as the transaction would keep CREATE INDEX CONCURRENTLY waiting.
            statement.execute("set transaction isolation level read committed");
            // From the first moment on: an owner that is cut off right after must not keep it.
            statement.execute(PostgresLease.BEAT);
            if (limits) {
                // To the server, one that is cut off in the middle of a message is not idle.
                statement.execute("set local transaction_timeout = '20s'");
            }
        }
        boolean taken = tryAdvisoryLock(connection, key);
        if (taken && limits) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local transaction_timeout = 0");
            }
        }
        return taken;
    }

    private static boolean tryAdvisoryLock(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet taken = statement.executeQuery()) {
                return taken.next() && taken.getBoolean(1);
            }
        }
    }

    /** Never to be changed: processes of all versions must mean the same lock. */
    static long key(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("safemigration:" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
