package io.github.safemigration.boot.startup;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Asks for its connections as somebody whom the gate lets pass. */
final class PassingDataSource extends DelegatingDataSource {

    private final ThreadLocal<Boolean> passes;

    PassingDataSource(DataSource dataSource, ThreadLocal<Boolean> passes) {
        super(dataSource);
        this.passes = passes;
    }

    @Override
    public Connection getConnection() throws SQLException {
        boolean before = passes.get();
        passes.set(true);
        try {
            return super.getConnection();
        } finally {
            passes.set(before);
        }
    }
}
