package io.github.safemigration.adapter.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * For a pool of one connection, beside which there is no other way to the database: a thread that asks for a second
 * connection gets the one that it has; another thread waits a while.
 */
public final class SharedConnection extends DelegatingDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final ReentrantLock use = new ReentrantLock();
    private @Nullable Connection shared;

    /**
     * Shares the only connection of a pool.
     *
     * @param dataSource hands out the connection of the pool
     * @param pool the pool
     */
    public SharedConnection(DataSource dataSource, HikariDataSource pool) {
        super(dataSource);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        take();
        try {
            Connection known = shared;
            if (known == null) {
                known = only();
                shared = known;
            }
            return handle(known, known.getAutoCommit());
        } catch (SQLException | RuntimeException e) {
            use.unlock();
            throw e;
        }
    }

    private Connection only() throws SQLException {
        if (pool.isClosed() || !(pool.getHikariPoolMXBean() instanceof HikariPool running)) {
            return super.getConnection();
        }
        try {
            return running.getConnection(Math.min(pool.getConnectionTimeout(), PATIENCE.toMillis()));
        } catch (SQLTransientConnectionException e) {
            throw running.getActiveConnections() == 0 ? e : inUse(e);
        }
    }

    private static SQLTransientConnectionException inUse(@Nullable Throwable cause) {
        return new SQLTransientConnectionException(
                "The pool has one connection (maximum-pool-size=1), and it is in use: ask again later, or make the"
                        + " pool larger",
                cause);
    }

    private void take() throws SQLException {
        try {
            if (!use.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw inUse(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for the only connection", e);
        }
    }

    private Connection handle(Connection connection, boolean autoCommit) {
        boolean[] closed = {false};
        return (Connection) Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> {
                        if (!closed[0]) {
                            closed[0] = true;
                            release(connection, autoCommit);
                        }
                        yield null;
                    }
                    case "isClosed" -> closed[0] || connection.isClosed();
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> invoke(connection, method, arguments);
                });
    }

    private void release(Connection connection, boolean autoCommit) throws SQLException {
        try {
            if (use.getHoldCount() == 1) {
                shared = null;
                connection.close();
            } else if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } finally {
            use.unlock();
        }
    }

    private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
