package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out the connections of a pool that is not ours, and waits for none of them for ever: a run that holds some of
 * them and waits for another would wait for itself. The wait is ended by interrupting it, on the caller's own thread,
 * since where the pool leads may depend on that.
 */
public final class BoundedConnections extends DelegatingDataSource {

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "migration-connections");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;

    /**
     * Bounds the waiting.
     *
     * @param connections hands out connections
     * @param patience the longest wait for one of them
     */
    public BoundedConnections(DataSource connections, Duration patience) {
        super(connections);
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Wait wait = new Wait(Thread.currentThread());
        ScheduledFuture<?> watching = WATCH.schedule(wait::end, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return super.getConnection();
        } catch (SQLException | RuntimeException e) {
            if (wait.isEnded() || isExhausted(e)) {
                throw tooFew(e);
            }
            throw e;
        } finally {
            watching.cancel(false);
            wait.over();
        }
    }

    /** A pool that cannot reach its database has an SQLSTATE among its causes. */
    private static boolean isExhausted(Exception e) {
        SQLException found = JdbcFailures.find(e);
        return e instanceof SQLTransientConnectionException && found != null && found.getSQLState() == null;
    }

    private SQLTransientConnectionException tooFew(Exception cause) {
        return new SQLTransientConnectionException(
                "The application's data source gave no further connection within " + patience.toSeconds() + " s. A"
                        + " migration takes three at once, beside those that the application holds: make the pool"
                        + " larger, or set migration.datasource.url, so that the migration has connections of its own. It says: "
                        + JdbcFailures.message(cause),
                cause);
    }

    /** One wait of one thread: it is interrupted while it waits, and never afterwards. */
    private static final class Wait {

        private final Thread thread;
        private boolean ended;
        private boolean over;

        Wait(Thread thread) {
            this.thread = thread;
        }

        synchronized void end() {
            if (!over) {
                ended = true;
                thread.interrupt();
            }
        }

        synchronized boolean isEnded() {
            return ended;
        }

        /** The interruption was ours: nobody else is to see it. */
        synchronized void over() {
            over = true;
            if (ended) {
                boolean unused = Thread.interrupted();
            }
        }
    }
}
