package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Measures the round trip to a database, without the log-in before it. */
public final class JdbcPing implements Supplier<Duration> {

    private static final int TIMEOUT_SECONDS = 5;

    private final DataSource connections;

    /**
     * Creates the measurement; asks nothing yet.
     *
     * @param connections leads to the database
     */
    public JdbcPing(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Asks the database.
     *
     * @return how long the answer took
     * @throws IllegalStateException if there is no answer
     */
    @Override
    public Duration get() {
        try (Connection connection = connections.getConnection()) {
            long asked = System.nanoTime();
            if (connection.isValid(TIMEOUT_SECONDS)) {
                return Duration.ofNanos(System.nanoTime() - asked);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer, SQLSTATE " + e.getSQLState());
        }
        throw new IllegalStateException("The database did not answer within " + TIMEOUT_SECONDS + " s");
    }
}
