package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the history of a target is kept.
 *
 * @param schema the schema, or null for the connection's own
 * @param prefix what the names of the tables start with
 */
public record HistoryTables(@Nullable String schema, String prefix) {

    /** Checks that the prefix can stand in a name unquoted. */
    public HistoryTables {
        if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "migration.history.table-prefix must be letters, digits and underscores, and is '" + prefix + "'");
        }
    }

    /** The same tables in the schema as the database spells it: Liquibase takes {@code APP} for {@code app}. */
    HistoryTables in(Connection connection) throws SQLException {
        if (schema == null) {
            // A changeset may change what an unqualified name means to its connection.
            return new HistoryTables(connection.getSchema(), prefix);
        }
        List<String> alike = new ArrayList<>();
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                String name = schemas.getString("TABLE_SCHEM");
                if (name.equalsIgnoreCase(schema)) {
                    alike.add(name);
                }
            }
        }
        return alike.isEmpty() || alike.contains(schema) ? this : new HistoryTables(alike.get(0), prefix);
    }

    String name(String table) {
        return prefix + table;
    }

    String qualified(String table, String quote) {
        String name = prefix + table;
        return schema == null ? name : quote + schema.replace(quote, quote + quote) + quote + "." + name;
    }
}
