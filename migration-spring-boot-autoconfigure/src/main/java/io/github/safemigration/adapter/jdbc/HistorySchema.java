package io.github.safemigration.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of the history: creates them, and upgrades those of an earlier version of ours. Upgrades only add, so that
 * an older version of ours goes on working on newer tables.
 */
final class HistorySchema {

    private static final int LATEST = 2;
    private static final String CREATE_VERSION =
            "create table ${version} (version integer not null primary key, installed_at ${timestamp} not null)";
    private static final long UPGRADE_LOCK = 0x5afe_0001L;

    private static final List<String> TABLES =
            List.of("${run}", "${history}", "${version}", "${lock}", "${state}", "${statement}");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final HistoryTables tables;
    private final HistoryDialect dialect;

    HistorySchema(JdbcTemplate jdbc, TransactionTemplate transaction, HistoryTables tables, HistoryDialect dialect) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tables = tables;
        this.dialect = dialect;
    }

    HistoryDialect dialect() {
        return dialect;
    }

    /** A transaction of ours. Who has it knows the tables: looking for them in it would take a second connection. */
    TransactionTemplate transaction() {
        return transaction;
    }

    String fill(String sql) {
        return dialect.fill(sql, tables);
    }

    /** Tells whether there is a history to read. */
    boolean exists() {
        return Boolean.TRUE.equals(jdbc.execute(this::hasRunTable));
    }

    /** Tells whether one of the tables is there. */
    boolean has(String table) {
        return Boolean.TRUE.equals(jdbc.execute((Connection connection) -> has(connection, tables.name(table))));
    }

    /** Creates or upgrades the tables. Looks each time: they may have been dropped with all the others since. */
    void upgrade() {
        transaction.executeWithoutResult(status -> {
            if (dialect == HistoryDialect.POSTGRESQL) {
                jdbc.execute("set local lock_timeout = '20s'");
                jdbc.query("select pg_advisory_xact_lock(" + UPGRADE_LOCK + ")", row -> {});
            }
            List<String> upgrades = upgrades();
            upgrades.forEach(jdbc::execute);
            if (!upgrades.isEmpty() && dialect == HistoryDialect.POSTGRESQL) {
                seclude();
            }
        });
    }

    /** Default privileges of a hosted server would open our tables to the roles of its generated data API. */
    private void seclude() {
        List<String> roles = jdbc.queryForList(
                "select quote_ident(rolname) from pg_catalog.pg_roles where rolname in ('anon', 'authenticated')",
                String.class);
        if (!roles.isEmpty()) {
            for (String table : TABLES) {
                jdbc.execute(fill("alter table " + table + " enable row level security"));
                jdbc.execute(fill("revoke all on " + table + " from public, " + String.join(", ", roles)));
            }
        }
    }

    /** What {@link #upgrade} would execute, to be executed by somebody else, for the user that we are logged in as. */
    List<String> missing() {
        List<String> statements = new ArrayList<>(upgrades());
        if (!statements.isEmpty()) {
            String user = Objects.requireNonNull(jdbc.execute(
                    (Connection connection) -> connection.getMetaData().getUserName()));
            statements.add(fill("grant all on ${run}, ${history}, ${version}, ${lock}, ${state}, ${statement} to \""
                    + user.replace("\"", "\"\"") + "\""));
        }
        return statements;
    }

    private List<String> upgrades() {
        List<String> statements = new ArrayList<>();
        boolean hasVersions = Boolean.TRUE.equals(jdbc.execute(this::hasVersionTable));
        if (!hasVersions) {
            statements.add(fill(CREATE_VERSION));
        }
        for (int version = hasVersions ? newest() + 1 : 1; version <= LATEST; version++) {
            statements.addAll(statements(version));
            statements.add(
                    fill("insert into ${version} (version, installed_at) values (" + version + ", current_timestamp)"));
        }
        return statements;
    }

    private int newest() {
        Integer newest = jdbc.queryForObject(fill("select max(version) from ${version}"), Integer.class);
        return newest == null ? 0 : newest;
    }

    private List<String> statements(int version) {
        return Arrays.stream(fill(script(version)).split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private boolean hasRunTable(Connection connection) throws SQLException {
        return has(connection, tables.name("run"));
    }

    private boolean hasVersionTable(Connection connection) throws SQLException {
        return has(connection, tables.name("version"));
    }

    private boolean has(Connection connection, String table) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        @Nullable String schema = tables.schema() == null ? connection.getSchema() : tables.schema();
        String escape = metadata.getSearchStringEscape();
        try (ResultSet found = metadata.getTables(
                connection.getCatalog(),
                schema == null ? null : schema.replace("_", escape + "_"),
                stored(metadata, table).replace("_", escape + "_"),
                new String[] {"TABLE"})) {
            return found.next();
        }
    }

    private static String stored(DatabaseMetaData metadata, String name) throws SQLException {
        if (metadata.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return metadata.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String script(int version) {
        String name = "history-v" + version + ".sql";
        try (InputStream in = HistorySchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The library is not whole: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
