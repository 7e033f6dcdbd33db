package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.model.Blocker;
import java.sql.Timestamp;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who keeps a session waiting (PostgreSQL manual, 9.27, {@code pg_blocking_pids}), and what they are doing. */
final class PostgresBlockers {

    private static final int SHOWN = 5;
    private static final int QUERY_LENGTH = 120;

    private static final Pattern LITERAL = Pattern.compile(
            "\\$([A-Za-z_]\\w*)?\\$.*?(?:\\$\\1\\$|$)|[EeBbXxNn]?'(?:[^']|'')*(?:'|$)|\\b\\d+(?:\\.\\d+)?\\b",
            Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?(?:\\*/|$)", Pattern.DOTALL);

    private static final String SESSIONS =
            "select pid, coalesce(application_name, '') as application, coalesce(state, 'unknown') as state,"
                    + " query_start, coalesce(query, '') as query from pg_stat_activity where pid = any(";

    /** Whoever reads has a weaker lock; an ungranted one is that of somebody who waits, as we do. */
    private static final String WRITERS =
            "array(select pid from pg_locks where locktype = 'relation' and relation = to_regclass(?) and granted"
                    + " and database = (select oid from pg_database where datname = current_database())"
                    + " and mode <> 'AccessShareLock' and pid <> pg_backend_pid())";

    private PostgresBlockers() {}

    static List<Blocker> of(int backend, DataSource connections) {
        return sessions("pg_blocking_pids(?)", backend, connections);
    }

    static List<Blocker> writers(String table, DataSource connections) {
        return sessions(WRITERS, table, connections);
    }

    private static List<Blocker> sessions(String which, Object parameter, DataSource connections) {
        return JdbcClient.create(connections)
                .sql(SESSIONS + which + ") order by query_start limit " + SHOWN)
                .param(parameter)
                .query((row, number) -> {
                    Timestamp since = row.getTimestamp("query_start");
                    return new Blocker(
                            row.getInt("pid"),
                            row.getString("application"),
                            row.getString("state"),
                            since == null ? null : since.toInstant(),
                            withoutLiterals(row.getString("query")));
                })
                .list();
    }

    /** Values may be secrets, and so may be what stands in comments. */
    static String withoutLiterals(String query) {
        String bare = LITERAL.matcher(COMMENT.matcher(query).replaceAll(" ")).replaceAll("?");
        String line = bare.strip().replaceAll("\\s+", " ");
        return line.length() <= QUERY_LENGTH ? line : line.substring(0, QUERY_LENGTH) + "…";
    }
}
