package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.recovery.InvalidIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What statements leave behind that did not come to their end: found, and removed without keeping others waiting. */
final class PostgresLeftovers {

    private static final String QUERY = query();

    private static final String OF_BUILD =
            QUERY + " and i.indrelid = to_regclass(:owner) and c.relname = (parse_ident(:name))[1]::name";

    /** As REINDEX CONCURRENTLY names the new index and the old one (PostgreSQL manual, REINDEX). */
    private static final String OF_REINDEX = QUERY + " and c.relname ~ '_cc(new|old)[0-9]*$' and i.indrelid in"
            + " (to_regclass(:name), (select indrelid from pg_index where indexrelid = to_regclass(:name)))";

    private final JdbcTemplate jdbc;
    private final PostgresNames names;
    private final @Nullable String defaultSchema;

    PostgresLeftovers(DataSource connections, @Nullable String defaultSchema) {
        this.jdbc = new JdbcTemplate(connections);
        this.names = new PostgresNames(connections, defaultSchema);
        this.defaultSchema = defaultSchema;
    }

    List<Found> ofBuild(RecognisedStatement build, @Nullable String path) {
        return names.asking(path, client -> client.sql(OF_BUILD)
                .param("owner", build.owner())
                .param("name", build.name())
                .query(PostgresLeftovers::found)
                .list());
    }

    List<Found> ofReindex(RecognisedStatement reindex, @Nullable String path) {
        return names.asking(path, client -> client.sql(OF_REINDEX)
                .param("name", reindex.name())
                .query(PostgresLeftovers::found)
                .list());
    }

    /** Those of the target's schema, or of all schemas if it has none of its own. */
    List<InvalidIndex> all() {
        String mine = defaultSchema == null ? "" : " and n.nspname = :schema";
        return names.asking(null, client -> client
                .sql(QUERY + mine + " order by 1")
                .param("schema", defaultSchema)
                .query(PostgresLeftovers::found)
                .list()
                .stream()
                .filter(found -> !found.building())
                .map(Found::index)
                .toList());
    }

    void drop(InvalidIndex index, Duration patience) {
        alone("drop index concurrently if exists " + index.name(), patience);
    }

    void finalizeDetach(List<String> partition, Duration patience) {
        alone("alter table " + partition.get(0) + " detach partition " + partition.get(1) + " finalize", patience);
    }

    /** Outside of any transaction, on a connection that is given back as it was. */
    private void alone(String sql, Duration patience) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = " + patience.toMillis());
                statement.execute(sql);
                return true;
            } finally {
                restore(connection, autoCommit);
            }
        });
    }

    private static void restore(Connection connection, boolean autoCommit) throws SQLException {
        if (!connection.isClosed()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("reset lock_timeout");
            }
            connection.setAutoCommit(autoCommit);
        }
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                new InvalidIndex(row.getString("name"), row.getString("table_name")), row.getBoolean("building"));
    }

    private static String query() {
        try (InputStream in = PostgresLeftovers.class.getResourceAsStream("invalid-indexes.sql")) {
            if (in == null) {
                throw new IllegalStateException("The library is not whole: invalid-indexes.sql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An index that is not valid.
     *
     * @param index the index
     * @param building whether somebody is at it
     */
    record Found(InvalidIndex index, boolean building) {}
}
