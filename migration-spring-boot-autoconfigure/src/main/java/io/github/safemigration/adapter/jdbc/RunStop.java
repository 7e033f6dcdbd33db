package io.github.safemigration.adapter.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the runs of this process in good order: cancels the statements that they are at, and none begins another one. */
public final class RunStop {

    private static final Logger logger = LoggerFactory.getLogger(RunStop.class);

    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean requested;

    /** Ends the runs, now and later. */
    public void request() {
        requested = true;
        running.forEach(RunStop::cancel);
    }

    /**
     * Tells whether runs are to end.
     *
     * @return true once that was asked for
     */
    public boolean isRequested() {
        return requested;
    }

    void began(Statement statement) {
        running.add(statement);
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
