package io.github.safemigration.corpus;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQL that is run before a changelog. */
final class SqlScript {

    private static final Logger logger = LoggerFactory.getLogger(SqlScript.class);

    private static final Pattern COPY =
            Pattern.compile("(?ms)^(COPY [^;]*? FROM stdin[^;]*);\\n(.*?)^\\\\\\.$\\n?", Pattern.CASE_INSENSITIVE);

    private static final Pattern PSQL_COMMAND = Pattern.compile("(?m)^\\\\.*$");

    private final Connection connection;
    private int mistakes;

    private SqlScript(Connection connection) {
        this.connection = connection;
    }

    /** Executes the scripts, each as a whole; a mistake is an exception. */
    static void execute(DataSource dataSource, List<String> scripts) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The SQL before the run failed: " + e.getMessage(), e);
        }
    }

    /** Loads a dump as psql does: statement by statement, with blocks of COPY, and on after mistakes. */
    static void load(DataSource dataSource, String dump) {
        try (Connection connection = dataSource.getConnection()) {
            SqlScript script = new SqlScript(connection);
            Matcher copy = COPY.matcher(dump);
            int read = 0;
            while (copy.find()) {
                script.statements(dump.substring(read, copy.start()));
                script.copy(copy.group(1), copy.group(2));
                read = copy.end();
            }
            script.statements(dump.substring(read));
            logger.warn("{} statements of the dump failed", script.mistakes);
        } catch (SQLException e) {
            throw new IllegalStateException("The dump could not be loaded: " + e.getMessage(), e);
        }
    }

    private void copy(String command, String rows) {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, new StringReader(rows));
        } catch (SQLException e) {
            mistakes++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void statements(String sql) throws SQLException {
        String clean = PSQL_COMMAND.matcher(sql).replaceAll("");
        for (NativeQuery query : Parser.parseJdbcSql(clean, true, false, true, false, false)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(query.nativeSql);
            } catch (SQLException e) {
                mistakes++;
            }
        }
    }
}
