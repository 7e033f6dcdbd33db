package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.DatabaseInfo;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a database before a run found.
 *
 * @param row what the query answered, by column
 * @param strange tables that belong to others, by their bare name
 * @param database where it is
 * @param pooling what stands between us and the server
 * @param pending what is to be run
 */
record DatabaseFacts(
        Map<String, @Nullable Object> row,
        Map<String, String> strange,
        DatabaseInfo database,
        Pooling pooling,
        List<PendingChangeset> pending) {

    boolean is(String column) {
        return Boolean.TRUE.equals(row.get(column));
    }

    boolean isNot(String column) {
        return Boolean.FALSE.equals(row.get(column));
    }

    @Nullable
    String text(String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }

    int number(String column) {
        return row.get(column) instanceof Number number ? number.intValue() : 0;
    }

    /** A name of the database as SQL wants it. */
    static String quoted(@Nullable String name) {
        return "\"" + String.valueOf(name).replace("\"", "\"\"") + "\"";
    }

    static String[] array(@Nullable Object value) throws SQLException {
        return value instanceof Array array ? (String[]) array.getArray() : new String[0];
    }
}
