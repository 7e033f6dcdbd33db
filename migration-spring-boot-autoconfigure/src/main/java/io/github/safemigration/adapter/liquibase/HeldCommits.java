package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.Fence;
import io.github.safemigration.adapter.jdbc.WholePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import liquibase.database.Database;

/**
 * Which commits of a run take place. Liquibase commits what a changeset has done before it writes that it was done: a
 * process that dies in between leaves a changeset that is applied and pending. So the first commit waits for the second;
 * and all of them wait for the end where the whole plan is one transaction.
 */
final class HeldCommits {

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final String QUOTED = "\"(?:[^\"]|\"\")*\"|`[^`]*`|\\[[^]]*]";

    private final WholePlan whole;
    private Pattern row = NOTHING;
    private boolean written;
    private boolean held;

    HeldCommits(Fence fence) {
        whole = new WholePlan(fence);
    }

    /** A changeset begins. */
    void begin(Database database) {
        nothingLeft();
        row = Pattern.compile(
                "^(?:INSERT INTO|UPDATE) (?:(?:" + QUOTED + "|[^\\s\".]+)\\.)*[\"`\\[]?"
                        + Pattern.quote(database.getDatabaseChangeLogTableName()) + "[\"`\\]]?(?=[\\s(])",
                Pattern.CASE_INSENSITIVE);
    }

    /** {@return whether a statement that belongs to no change writes Liquibase's row of the changeset} */
    boolean isRow(String statement) {
        return row.matcher(statement).find();
    }

    /** {@return whether it is the first of its changeset} */
    boolean rowIsWritten() {
        boolean first = !written;
        written = true;
        return first;
    }

    /** Whether the commit that comes is that of a changeset with its row. */
    boolean isWithRow() {
        return written;
    }

    /** Something runs that must not be committed without its row. */
    void hold(boolean needsRow) {
        held = needsRow;
    }

    /** {@return whether a commit that is none of a row takes place} */
    boolean mayCommit() {
        return !held && !whole.isOn();
    }

    /** Nothing is left that would have to wait for anything. */
    void nothingLeft() {
        held = false;
        written = false;
    }

    /**
     * A changeset with its row, and ours, is to be committed.
     *
     * @return whether it is by itself
     */
    boolean keep(Connection connection) throws SQLException {
        whole.keep(connection);
        return !whole.isOn();
    }

    /**
     * A change of the user's leaves its transaction by itself, which commits what is in it (JDBC 4.3, 10.1.1).
     *
     * @throws SQLException if changesets before it would be committed with it
     */
    void leavingWithin() throws SQLException {
        if (whole.isOn()) {
            throw new SQLException("A change leaves the transaction that the whole plan is one of (migration.atomic)");
        }
        nothingLeft();
    }

    /** What was held back because its row was not written must not be committed by the way. */
    void leaving(Connection connection) throws SQLException {
        if (held || written || whole.isOn()) {
            nothingLeft();
            whole.undo();
            connection.rollback();
        }
    }

    /**
     * What was not kept is to be undone.
     *
     * @return whether the connection is to do so
     */
    boolean rollingBack(Connection connection) throws SQLException {
        nothingLeft();
        whole.back(connection);
        return !whole.isOn();
    }

    /** From now on the changesets are one transaction. */
    void beginWhole() {
        whole.begin();
    }

    boolean isWhole() {
        return whole.isOn();
    }

    /** All changesets have run: if they are one transaction, they are committed now. */
    void commitWhole() throws SQLException {
        whole.commit();
    }

    /** Nothing of the one transaction is to stay. */
    void undoWhole() throws SQLException {
        whole.undo();
    }
}
