package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.DatabaseLock;
import io.github.safemigration.adapter.jdbc.LockOwner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock in its open transaction, kept alive by a statement every few seconds. The server ends the transaction of an
 * owner that is silent for longer; and an owner whose statement is not answered ends its own work.
 */
final class PostgresLease implements DatabaseLock.Lease {

    private static final Logger logger = LoggerFactory.getLogger(PostgresLease.class);

    /** Also gives up the snapshot of the statement before. */
    static final String BEAT = "set local idle_in_transaction_session_timeout = '20s'";

    private static final int BEAT_SECONDS = 5;
    private static final int ANSWER_MILLIS = 10_000;

    private final Connection connection;
    private final Set<Connection> working = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "migration-lock");
        thread.setDaemon(true);
        return thread;
    });
    private boolean lost;

    private PostgresLease(Connection connection) {
        this.connection = connection;
    }

    static PostgresLease on(Connection connection) throws SQLException {
        PostgresLease lease = new PostgresLease(connection);
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        lease.send();
        // It ends with its executor, and tells its failure itself.
        ScheduledFuture<?> unused =
                lease.beating.scheduleAtFixedRate(lease::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        return lease;
    }

    private synchronized void beat() {
        try {
            if (!lost) {
                send();
            }
        } catch (SQLException e) {
            lost = true;
            logger.error(
                    "The connection that holds the migration lock is gone (SQLSTATE {}): the run is ended, and nothing"
                            + " more is written. Another process may go on with it.",
                    e.getSQLState());
            working.forEach(PostgresLease::abort);
        }
    }

    private void send() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEAT);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            logger.debug("A connection could not be aborted", e);
        }
    }

    @Override
    public LockOwner owner(Connection worker, String name) throws SQLException {
        if (Pooling.isBehind(worker)) {
            // The pooler's session lives on without us, and works for others.
            return new LockOwner(name, 0, 0);
        }
        String sql = "select pid, (extract(epoch from backend_start) * 1000000)::bigint from pg_stat_activity"
                + " where pid = pg_backend_pid()";
        try (Statement statement = worker.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? new LockOwner(name, found.getInt(1), found.getLong(2)) : new LockOwner(name, 0, 0);
        }
    }

    @Override
    public boolean provesDeath() {
        return true;
    }

    /** The error of a role that may not do it must not end the transaction that the lock lives in. */
    @Override
    public synchronized void end(LockOwner owner) throws SQLException {
        Savepoint before = connection.setSavepoint();
        String sql = "select pg_terminate_backend(pid) from pg_stat_activity where pid = ?"
                + " and (extract(epoch from backend_start) * 1000000)::bigint = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, owner.backend());
            statement.setLong(2, owner.started());
            statement.execute();
        } catch (SQLException e) {
            connection.rollback(before);
            logger.debug("The server process {} could not be ended", owner.backend(), e);
        } finally {
            send();
        }
    }

    @Override
    public synchronized boolean isAlive(LockOwner owner) throws SQLException {
        if (owner.backend() == 0) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            // Within a transaction the view stays as it was first seen (PostgreSQL manual, 27.2.2).
            statement.execute("select pg_stat_clear_snapshot()");
        }
        String sql = "select count(*) from pg_stat_activity where pid = ? and (backend_start is null"
                + " or (extract(epoch from backend_start) * 1000000)::bigint = ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, owner.backend());
            statement.setLong(2, owner.started());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() && found.getInt(1) > 0;
            }
        } finally {
            send();
        }
    }

    @Override
    public synchronized void protect(Connection worker) {
        working.add(worker);
        if (lost) {
            abort(worker);
        }
    }

    @Override
    public synchronized boolean isLost() {
        return lost;
    }

    @Override
    public void close() throws SQLException {
        beating.shutdownNow();
        synchronized (this) {
            working.clear();
            lost = true;
            try (connection) {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, 0);
            }
        }
    }
}
