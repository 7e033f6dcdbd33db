package io.github.safemigration.adapter.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the runs of this process in good order: first none begins another changeset, then their statements are cancelled. */
public final class RunStop {

    private static final Logger logger = LoggerFactory.getLogger(RunStop.class);

    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private int runs;
    private volatile boolean soon;
    private volatile boolean now;

    /** Ends the runs, now and later, before their next changeset. */
    public void soon() {
        soon = true;
    }

    /** Ends the runs, now and later, whatever they are at. */
    public void now() {
        soon = true;
        now = true;
        running.forEach(RunStop::cancel);
    }

    /**
     * Tells whether runs are to end before their next changeset.
     *
     * @return true once that was asked for
     */
    public boolean isSoon() {
        return soon;
    }

    /**
     * Tells whether runs are to end whatever they are at.
     *
     * @return true once that was asked for
     */
    public boolean isNow() {
        return now;
    }

    /** A run begins. */
    public synchronized void enter() {
        runs++;
    }

    /** A run is over, and its lock is free. */
    public synchronized void leave() {
        runs--;
        notifyAll();
    }

    /**
     * Waits until no run is going on.
     *
     * @param patience how long to wait
     * @return whether none is
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (runs > 0) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    void began(Statement statement) {
        running.add(statement);
        if (now) {
            cancel(statement);
        }
    }

    void ended(Statement statement) {
        running.remove(statement);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            logger.warn("A statement could not be cancelled: SQLSTATE {}", e.getSQLState());
        }
    }
}
