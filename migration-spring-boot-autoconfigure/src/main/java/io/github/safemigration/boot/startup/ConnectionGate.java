package io.github.safemigration.boot.startup;

import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Keeps the application from each database that is migrated in the background: from the end of the refresh until the run
 * on that database is over, threads other than ours wait for a connection to it. During the refresh all pass, since
 * frameworks read metadata then.
 */
public final class ConnectionGate {

    private final GatePolicy policy;
    private final Function<DataSource, Object> address;
    private final Map<String, Guarded> guarded = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> passes = ThreadLocal.withInitial(() -> false);
    private volatile boolean closed;

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
     * Names a target: data sources that lead to its database are guarded until its run is over.
     *
     * @param target the target's name
     * @param dataSource leads to its database
     */
    public void guard(String target, DataSource dataSource) {
        guarded.put(target, new Guarded(address.apply(dataSource), new CompletableFuture<>()));
    }

    /**
     * Does something that the gate is not to keep waiting.
     *
     * @param work may use any data source, on the calling thread
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T passing(Supplier<T> work) {
        boolean before = passes.get();
        passes.set(true);
        try {
            return work.get();
        } finally {
            passes.set(before);
        }
    }

    /**
     * A data source whose callers are not kept waiting.
     *
     * @param dataSource a data source that may be behind the gate
     * @return one that hands out its connections, always
     */
    public DataSource passing(DataSource dataSource) {
        return new PassingDataSource(dataSource, passes);
    }

    void close() {
        closed = policy != GatePolicy.ALLOW;
    }

    void open(String target) {
        Guarded done = guarded.get(target);
        if (done != null) {
            done.over().complete(null);
        }
    }

    void open() {
        closed = false;
        guarded.values().forEach(target -> target.over().complete(null));
    }

    void fail(Exception cause) {
        guarded.values().forEach(target -> target.over().completeExceptionally(cause));
    }

    void await(DataSource dataSource) throws SQLTransientConnectionException {
        if (!closed || passes.get()) {
            return;
        }
        Object wanted = address.apply(dataSource);
        for (Guarded target : guarded.values()) {
            if (target.address().equals(wanted)) {
                await(target.over());
            }
        }
    }

    private void await(CompletableFuture<Void> over) throws SQLTransientConnectionException {
        if (policy == GatePolicy.FAIL && !over.isDone()) {
            throw new SQLTransientConnectionException(
                    "The database is being migrated (migration.background.connections=fail)");
        }
        try {
            over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while the database is being migrated", e);
        } catch (ExecutionException e) {
            throw new SQLTransientConnectionException("The migration of the database failed", e.getCause());
        }
    }

    private record Guarded(Object address, CompletableFuture<Void> over) {}
}
