package io.github.safemigration.adapter.jdbc;

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

    String name(String table) {
        return prefix + table;
    }

    String qualified(String table, String quote) {
        String name = prefix + table;
        return schema == null ? name : quote + schema.replace(quote, quote + quote) + quote + "." + name;
    }
}
