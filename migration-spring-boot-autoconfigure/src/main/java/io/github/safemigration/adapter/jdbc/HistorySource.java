package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The way to the tables of a target's history; looks at the database when it is first needed. */
final class HistorySource {

    private final DataSource connections;
    private final HistoryTables tables;
    private @Nullable HistorySchema schema;

    HistorySource(DataSource connections, HistoryTables tables) {
        this.connections = connections;
        this.tables = tables;
    }

    DataSource connections() {
        return connections;
    }

    synchronized HistorySchema schema() throws SQLException {
        if (schema == null) {
            try (Connection connection = connections.getConnection()) {
                schema = new HistorySchema(
                        new JdbcTemplate(connections),
                        OwnTransactions.on(connections),
                        tables.in(connection),
                        HistoryDialect.of(connection.getMetaData().getDatabaseProductName()));
            }
        }
        return schema;
    }
}
