package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * All changesets of a run in one transaction: what Liquibase commits becomes a savepoint, and what it rolls back goes back
 * to the last one.
 */
public final class WholePlan {

    private final Fence fence;
    private boolean on;
    private @Nullable Connection connection;
    private @Nullable Savepoint last;

    /**
     * Begins with nothing.
     *
     * @param fence keeps a run that has lost its lock from committing
     */
    public WholePlan(Fence fence) {
        this.fence = fence;
    }

    /** From now on nothing is committed. */
    public void begin() {
        on = true;
    }

    /** {@return whether nothing is committed} */
    public boolean isOn() {
        return on;
    }

    /**
     * Instead of a commit.
     *
     * @param working the connection that works
     * @throws SQLException if the database does not answer
     */
    public void keep(Connection working) throws SQLException {
        if (on) {
            connection = working;
            if (last != null) {
                working.releaseSavepoint(last);
            }
            last = working.setSavepoint();
        }
    }

    /**
     * Instead of a rollback.
     *
     * @param working the connection that works
     * @throws SQLException if the database does not answer
     */
    public void back(Connection working) throws SQLException {
        if (on && last != null) {
            working.rollback(last);
        } else if (on) {
            working.rollback();
        }
    }

    /**
     * Everything is run, and is committed.
     *
     * @throws SQLException if it is not
     */
    public void commit() throws SQLException {
        Connection working = connection;
        if (on && working != null) {
            fence.check(working);
            working.commit();
        }
        end();
    }

    /**
     * Nothing of it is to stay.
     *
     * @throws SQLException if the database does not answer
     */
    public void undo() throws SQLException {
        Connection working = connection;
        if (on && working != null && !working.isClosed()) {
            working.rollback();
        }
        end();
    }

    private void end() {
        on = false;
        connection = null;
        last = null;
    }
}
