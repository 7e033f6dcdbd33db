package io.github.safemigration.adapter.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out connections whose statements have no name in the server. The driver names a statement that it has sent five
 * times; behind a transaction pooler the next transaction may meet a server process that does not know the name.
 */
public final class UnnamedStatements extends DelegatingDataSource {

    private UnnamedStatements(DataSource connections) {
        super(connections);
    }

    /**
     * Sees to it that no connection names its statements.
     *
     * @param connections hands out connections of our own, to any product
     * @return one that hands out the same connections
     */
    public static DataSource on(DataSource connections) {
        return PostgresDriver.isPresent() ? new UnnamedStatements(connections) : connections;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            PostgresDriver.nameNoStatements(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
