package io.github.safemigration.adapter.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A statement with the values of its placeholders: executed with them bound, or written with them as literals.
 *
 * @param sql the statement; a question mark in it is always a placeholder
 * @param values text, numbers, times, nulls
 */
record BoundSql(String sql, List<@Nullable Object> values) {

    static BoundSql of(String sql, @Nullable Object... values) {
        return new BoundSql(sql, Collections.unmodifiableList(Arrays.asList(values)));
    }

    void execute(JdbcClient client) {
        client.sql(sql).params(values).update();
    }

    /** Executes rows of one statement, in the transaction of the thread. */
    static void executeBatch(DataSource connections, List<BoundSql> rows) {
        if (!rows.isEmpty()) {
            List<@Nullable Object[]> values =
                    rows.stream().map(row -> row.values().toArray()).toList();
            new JdbcTemplate(connections).batchUpdate(rows.get(0).sql(), values);
        }
    }

    /** The statement for a script that PostgreSQL runs. */
    String literal() {
        StringBuilder literal = new StringBuilder();
        int position = 0;
        for (@Nullable Object value : values) {
            int placeholder = sql.indexOf('?', position);
            literal.append(sql, position, placeholder).append(literal(value));
            position = placeholder + 1;
        }
        return literal.append(sql.substring(position)).toString();
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number || value instanceof Expression) {
            return value.toString();
        }
        String text = value.toString().replace("'", "''");
        // Means the same whatever standard_conforming_strings is (PostgreSQL manual, 4.1.2.2).
        return text.indexOf('\\') < 0 ? "'" + text + "'" : "E'" + text.replace("\\", "\\\\") + "'";
    }

    /**
     * A value that the database computes when the script runs; not to be bound.
     *
     * @param sql the expression
     */
    record Expression(String sql) {

        @Override
        public String toString() {
            return sql;
        }
    }
}
