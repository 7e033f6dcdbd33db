package io.github.safemigration.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A pool of connections of our own. It is as patient as the application's until it has reached the database for the first
 * time; a database that is lost afterwards is told soon.
 */
public final class MigrationPool extends HikariDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Work, lock and history. */
    private static final int CONNECTIONS_OF_A_RUN = 3;

    /** For reading, and one to spare. */
    private static final int OTHER_CONNECTIONS = 2;

    private volatile boolean reached;

    /**
     * Derives a pool; connects to nothing yet.
     *
     * @param applications the application's pool, whose way to the database is taken over: also that it may be read-only
     * @param runsAtOnce how many runs it has connections for
     */
    public MigrationPool(HikariDataSource applications, int runsAtOnce) {
        HikariConfig config = new HikariConfig();
        applications.copyStateTo(config);
        config.setPoolName("migration");
        config.setMaximumPoolSize(runsAtOnce * CONNECTIONS_OF_A_RUN + OTHER_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        config.setLeakDetectionThreshold(0);
        config.setRegisterMbeans(false);
        config.setMetricRegistry(null);
        config.setMetricsTrackerFactory(null);
        config.setHealthCheckRegistry(null);
        config.setValidationTimeout(Math.min(applications.getValidationTimeout(), PATIENCE.toMillis() / 2));
        config.copyStateTo(this);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (reached && !isClosed() && getHikariPoolMXBean() instanceof HikariPool pool) {
            return pool.getConnection(Math.min(getConnectionTimeout(), PATIENCE.toMillis()));
        }
        Connection first = super.getConnection();
        reached = true;
        return first;
    }
}
