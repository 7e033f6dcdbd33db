package io.github.safemigration.boot.startup;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A pool behind the gate, in the place of one that has not been used yet. No proxy: metrics, JMX and whoever wants the
 * pool itself get a pool.
 */
public class GatedHikariDataSource extends HikariDataSource {

    private final ConnectionGate gate;

    /**
     * Takes over the settings of a pool that has no connection yet.
     *
     * @param original the pool, not to be used any more
     * @param gate the gate
     */
    public GatedHikariDataSource(HikariDataSource original, ConnectionGate gate) {
        this.gate = gate;
        original.copyStateTo(this);
    }

    @Override
    public Connection getConnection() throws SQLException {
        gate.await(this);
        return super.getConnection();
    }
}
