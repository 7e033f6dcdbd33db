package io.github.safemigration.boot.startup;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source behind the gate. */
public final class GatedDataSource extends DelegatingDataSource {

    private final ConnectionGate gate;
    private final DataSource guarded;

    /**
     * Puts a data source behind the gate.
     *
     * @param guarded the data source
     * @param gate the gate
     */
    public GatedDataSource(DataSource guarded, ConnectionGate gate) {
        super(guarded);
        this.guarded = guarded;
        this.gate = gate;
    }

    @Override
    public Connection getConnection() throws SQLException {
        gate.await(guarded);
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        gate.await(guarded);
        return super.getConnection(username, password);
    }

    /**
     * The data source without the gate.
     *
     * @param dataSource any data source
     * @return what is behind the gate, or the data source itself
     */
    public static DataSource withoutGate(DataSource dataSource) {
        return dataSource instanceof GatedDataSource gated ? gated.guarded : dataSource;
    }
}
