package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.JdbcDatabaseInfo;
import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.preflight.DatabaseExaminer;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks at a PostgreSQL before a run, with one query. Another product is only told by its name. */
public final class PostgresExaminer implements DatabaseExaminer {

    private static final String PRODUCT = "PostgreSQL";

    private final ExaminedTarget target;
    private final DataSource connections;
    private final Redactor redactor;
    private volatile boolean sessionsLast = true;

    /**
     * Creates the examiner; asks the database nothing yet.
     *
     * @param target the settings of the target
     * @param connections hands out connections of our own
     * @param redactor takes secrets out of messages
     */
    public PostgresExaminer(ExaminedTarget target, DataSource connections, Redactor redactor) {
        this.target = target;
        this.connections = connections;
        this.redactor = redactor;
    }

    /**
     * Tells whether what is set for a session is still set for the next transaction, as of the last look.
     *
     * @return false if a pooler gives each transaction another session
     */
    public boolean sessionsLast() {
        return sessionsLast;
    }

    @Override
    public List<PreflightCheck> examine(List<PendingChangeset> pending) {
        return asking("look at the database", connection -> {
            DatabaseInfo database = JdbcDatabaseInfo.of(connection);
            if (!database.product().equals(PRODUCT)) {
                // A run warns of that already.
                return List.of(PreflightCheck.skipped(
                        "version",
                        "There is no adapter for " + database.product() + " " + database.version()
                                + ": the changelog runs as with plain Liquibase, and nothing can be looked at"
                                + " beforehand."));
            }
            Pooling pooling = pooling(connection, database);
            sessionsLast = pooling != Pooling.TRANSACTION;
            return checks(facts(connection, database, pooling, pending));
        });
    }

    private Pooling pooling(Connection connection, DatabaseInfo database) throws SQLException {
        Pooling pooling = Pooling.of(connections, connection);
        boolean known =
                HostedPlace.of(database).filter(HostedPlace::transactions).isPresent();
        return pooling == Pooling.SESSION && known ? Pooling.TRANSACTION : pooling;
    }

    private DatabaseFacts facts(
            Connection connection, DatabaseInfo database, Pooling pooling, List<PendingChangeset> pending) {
        Map<String, @Nullable Object> row = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql(SqlResource.read("preflight.sql"))
                .param("schema", target.schema())
                .param("own", target.historySchema())
                .param("liquibase", new String[] {lower(target.changelogTable()), lower(target.lockTable())})
                .param(
                        "ours",
                        target.ownTables().stream().map(PostgresExaminer::lower).toArray(String[]::new))
                .param("roles", target.grantTo().toArray(String[]::new))
                .param("application", target.applicationUser())
                .query()
                .singleRow();
        return new DatabaseFacts(row, strange(row), database, pooling, pending);
    }

    private static Map<String, String> strange(Map<String, @Nullable Object> row) {
        Map<String, String> strange = new LinkedHashMap<>();
        try {
            for (String table : DatabaseFacts.array(row.get("strange"))) {
                String[] parts = table.split("=", 2);
                strange.put(parts[0], parts[1]);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return strange;
    }

    private List<PreflightCheck> checks(DatabaseFacts facts) {
        List<PreflightCheck> checks = new ArrayList<>(ServerChecks.of(facts));
        checks.addAll(PoolerChecks.of(facts, target));
        checks.addAll(RightsChecks.of(facts, target));
        return checks;
    }

    @Override
    public List<PreflightCheck> examineLock() {
        return asking(
                "look at the changelog lock",
                connection -> JdbcDatabaseInfo.of(connection).product().equals(PRODUCT)
                        ? List.of(new LockCheck(connection, target).look())
                        : List.of());
    }

    @Override
    public Failure explain(Failure failure) {
        return failure.kind() == FailureKind.RIGHTS_MISSING && failure.changeset() == null && failure.hint() == null
                ? withGrant(failure)
                : new FailureExplanation(connections, target.url()).of(failure);
    }

    /** What fails before the first changeset has not been looked at beforehand. */
    private Failure withGrant(Failure failure) {
        try {
            return examine(List.of()).stream()
                    .filter(check -> check.kind() == FailureKind.RIGHTS_MISSING && check.remedy() != null)
                    .findFirst()
                    .map(check -> failure.withHint(check.message() + " "
                            + String.valueOf(check.remedy()).replaceFirst(";$", "")))
                    .orElse(failure);
        } catch (MigrationException e) {
            return failure;
        }
    }

    private <T> T asking(String what, Question<T> question) {
        try (Connection connection = connections.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return question.ask(connection);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (DataAccessException | SQLException e) {
            @Nullable SQLException sql = JdbcFailures.find(e);
            Failure failure = new Failure(
                    sql == null ? FailureKind.UNEXPECTED : JdbcFailures.kind(sql),
                    "Could not " + what + ": " + redactor.redact(JdbcFailures.message(sql == null ? e : sql)),
                    null,
                    null,
                    null,
                    sql == null ? null : sql.getSQLState(),
                    null);
            throw new MigrationException(target.name(), failure, RedactedException.of(e, redactor));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
