package io.github.safemigration.boot.startup;

import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the application from its database while that is migrated in the background: from the end of the refresh until
 * the run is over, threads other than ours wait for a connection. During the refresh all pass, since frameworks read
 * metadata then.
 */
public final class ConnectionGate {

    private static final String HEALTH_CHECK = "org.springframework.boot.jdbc.health.";

    private final GatePolicy policy;
    private final Function<DataSource, Object> address;
    private final Set<Object> guarded = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable Thread ours;
    private volatile @Nullable Exception failure;

    /**
     * Creates an open gate.
     *
     * @param policy what happens to those who come while it is closed
     * @param address where a data source leads to; equal for two that lead to the same database
     */
    public ConnectionGate(GatePolicy policy, Function<DataSource, Object> address) {
        this.policy = policy;
        this.address = address;
    }

    /**
     * Names a data source that leads to a target: others that lead to the same database are guarded too.
     *
     * @param dataSource the data source behind the gate
     */
    public void guard(DataSource dataSource) {
        guarded.add(address.apply(dataSource));
    }

    void close() {
        closed = policy != GatePolicy.ALLOW;
    }

    void pass() {
        ours = Thread.currentThread();
    }

    void open() {
        closed = false;
        over.countDown();
    }

    void fail(Exception cause) {
        failure = cause;
        over.countDown();
    }

    /** Boot's look at the database only asks whether the connection is valid; whoever probes must not have to wait. */
    private static boolean isHealthCheck() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(HEALTH_CHECK)));
    }

    void await(DataSource dataSource) throws SQLTransientConnectionException {
        if (!closed || Thread.currentThread() == ours || !guarded.contains(address.apply(dataSource))) {
            return;
        }
        if (isHealthCheck()) {
            return;
        }
        if (policy == GatePolicy.FAIL) {
            throw new SQLTransientConnectionException(
                    "The database is being migrated (migration.background.connections=fail)");
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while the database is being migrated", e);
        }
        if (failure != null) {
            throw new SQLTransientConnectionException("The migration of the database failed", failure);
        }
    }
}
