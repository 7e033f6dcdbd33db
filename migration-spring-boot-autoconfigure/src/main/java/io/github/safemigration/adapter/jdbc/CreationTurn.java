package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Creates tables in one transaction, and has processes of ours that start at once on an empty PostgreSQL database do so
 * one after the other.
 */
public final class CreationTurn {

    private static final long KEY = 0x5afe_0002L;

    /** A table, its type or a row of the catalog is there already (PostgreSQL manual, appendix A). */
    private static final Set<String> SOMEBODY_WAS_FASTER = Set.of("42P07", "42710", "23505");

    private CreationTurn() {}

    /**
     * Waits until nobody else creates tables, and creates these; or none of them, if somebody has created one meanwhile.
     *
     * @param connection a connection that is in no transaction; it is left so
     * @param creations the statements that create them
     * @throws SQLException if others take longer than 30 seconds, or the database refuses
     */
    public static void create(Connection connection, List<String> creations) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(OwnTransactions.SILENCE + "; set local lock_timeout = '30s'");
            statement.execute("select pg_advisory_xact_lock(" + KEY + ")");
            for (String creation : creations) {
                statement.execute(creation);
            }
            connection.commit();
        } catch (SQLException e) {
            if (!SOMEBODY_WAS_FASTER.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
