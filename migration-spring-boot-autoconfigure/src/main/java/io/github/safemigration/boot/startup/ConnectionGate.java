package io.github.safemigration.boot.startup;

import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the application from its database while that is migrated in the background: from the end of the refresh until
 * the run is over, threads other than ours wait for a connection. During the refresh all pass, since frameworks read
 * metadata then.
 */
public final class ConnectionGate {

    private final GatePolicy policy;
    private final Set<DataSource> guarded = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable Thread ours;
    private volatile @Nullable Exception failure;

    /**
     * Creates an open gate.
     *
     * @param policy what happens to those who come while it is closed
     */
    public ConnectionGate(GatePolicy policy) {
        this.policy = policy;
    }

    /**
     * Names a data source that leads to a target.
     *
     * @param dataSource the data source behind the gate
     */
    public void guard(DataSource dataSource) {
        guarded.add(dataSource);
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

    void await(DataSource dataSource) throws SQLTransientConnectionException {
        if (!closed || Thread.currentThread() == ours || !guarded.contains(dataSource)) {
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
