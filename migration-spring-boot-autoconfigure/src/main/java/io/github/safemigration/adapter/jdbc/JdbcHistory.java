package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The history in the migrated database, through plain JDBC. */
public final class JdbcHistory implements History {

    private static final int NAME_LIMIT = 255;

    private final String target;
    private final DataSource connections;
    private final HistoryTables tables;
    private final Redactor redactor;
    private @Nullable HistorySchema schema;

    /**
     * Creates the history; asks the database nothing yet.
     *
     * @param target the target's name
     * @param connections hands out connections of our own
     * @param tables where the history is kept
     * @param redactor takes secrets out of what is written
     */
    public JdbcHistory(String target, DataSource connections, HistoryTables tables, Redactor redactor) {
        this.target = target;
        this.connections = connections;
        this.tables = tables;
        this.redactor = redactor;
    }

    @Override
    public void begin(RunStart start) {
        writing("open a run", schema -> {
            JdbcClient client = JdbcClient.create(connections);
            client.sql(schema.fill("update ${run} set outcome = 'CRASHED', finished_at = :now"
                            + " where target = :target and outcome is null"))
                    .param("now", Timestamp.from(start.started()))
                    .param("target", start.target())
                    .update();
            insert(client, schema, start);
        });
    }

    private static void insert(JdbcClient client, HistorySchema schema, RunStart start) {
        client.sql(schema.fill("insert into ${run} (id, target, triggered_by, actor, application, application_version,"
                        + " environment, host, database_user, database_version, plan_fingerprint, planned, started_at,"
                        + " tag_before, changeset_before, applied_before, catalog_before)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
                .param(start.id())
                .param(start.target())
                .param(start.trigger().name())
                .param(cutNullable(start.actor()))
                .param(cut(start.application().name(), NAME_LIMIT))
                .param(cutNullable(start.application().version()))
                .param(cut(start.application().environment(), NAME_LIMIT))
                .param(cut(start.application().host(), NAME_LIMIT))
                .param(cutNullable(start.database().user()))
                .param(cut(start.database().product() + " " + start.database().version(), NAME_LIMIT))
                .param(start.planFingerprint())
                .param(start.planned())
                .param(Timestamp.from(start.started()))
                .param(start.before().tag())
                .param(start.before().changeset())
                .param(start.before().applied())
                .param(start.before().catalogHash())
                .update();
    }

    @Override
    public void append(String runId, ChangesetResult result, Rollback rollback, Instant started, Duration duration) {
        writing("record changeset " + result.id(), schema -> {
            int limit = schema.dialect().textLimit();
            @Nullable Failure failure = result.failure();
            JdbcClient client = JdbcClient.create(connections);
            client.sql(schema.fill("insert into ${history} (run_id, position, path, changeset_id, author, checksum,"
                            + " started_at, duration_ms, outcome, error_kind, error, sql_state, statements,"
                            + " rollback_kind, rollback_statements)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
                    .param(runId)
                    .param(nextPosition(client, schema, runId))
                    .param(result.id().path())
                    .param(result.id().id())
                    .param(result.id().author())
                    .param(result.checksum())
                    .param(Timestamp.from(started))
                    .param(duration.toMillis())
                    .param(result.outcome().name())
                    .param(failure == null ? null : failure.kind().name())
                    .param(failure == null ? null : cut(failure.message(), limit))
                    .param(failure == null ? null : failure.sqlState())
                    .param(StoredSql.of(result.sql(), limit))
                    .param(rollback.kind().name())
                    .param(StoredSql.of(rollback.statements(), limit))
                    .update();
        });
    }

    private static int nextPosition(JdbcClient client, HistorySchema schema, String runId) {
        return client.sql(schema.fill("select coalesce(max(position), 0) + 1 from ${history} where run_id = ?"))
                .param(runId)
                .query(Integer.class)
                .single();
    }

    @Override
    public void finish(RunEnd end) {
        writing("close run " + end.id(), schema -> {
            int limit = schema.dialect().textLimit();
            @Nullable Failure failure = end.failure();
            JdbcClient.create(connections)
                    .sql(schema.fill("update ${run} set outcome = ?, finished_at = ?, error_kind = ?, error = ?,"
                            + " sql_state = ?, tag_after = ?, changeset_after = ?, applied_after = ?,"
                            + " catalog_after = ?, objects = ? where id = ?"))
                    .param(end.outcome().name())
                    .param(Timestamp.from(end.finished()))
                    .param(failure == null ? null : failure.kind().name())
                    .param(failure == null ? null : cut(failure.message(), limit))
                    .param(failure == null ? null : failure.sqlState())
                    .param(end.after().tag())
                    .param(end.after().changeset())
                    .param(end.after().applied())
                    .param(end.after().catalogHash())
                    .param(cut(CatalogChangeJson.write(end.change()), limit))
                    .param(end.id())
                    .update();
        });
    }

    @Override
    public HistoryPage runs(int page, int size) {
        return doing("read the runs", schema -> {
            if (!schema.exists()) {
                return new HistoryPage(page, size, 0, List.of());
            }
            JdbcClient client = JdbcClient.create(connections);
            long total = client.sql(schema.fill("select count(*) from ${run} where target = ?"))
                    .param(target)
                    .query(Long.class)
                    .single();
            List<MigrationRun> runs = client.sql(schema.fill("select * from ${run} where target = ?"
                            + " order by started_at desc, id desc limit ? offset ?"))
                    .param(target)
                    .param(size)
                    .param((long) page * size)
                    .query(HistoryRows::run)
                    .list();
            return new HistoryPage(page, size, total, runs);
        });
    }

    @Override
    public Optional<MigrationRun> run(String runId) {
        return doing(
                "read run " + runId,
                schema -> schema.exists()
                        ? JdbcClient.create(connections)
                                .sql(schema.fill("select * from ${run} where target = ? and id = ?"))
                                .param(target)
                                .param(runId)
                                .query(HistoryRows::run)
                                .optional()
                        : Optional.empty());
    }

    @Override
    public Map<ChangesetId, String> passedOver() {
        return doing("read the changesets that were passed over", schema -> {
            Map<ChangesetId, String> passedOver = new HashMap<>();
            if (schema.exists()) {
                JdbcClient.create(connections)
                        .sql(schema.fill("select h.* from ${history} h join ${run} r on r.id = h.run_id"
                                + " where r.target = ? and h.outcome in ('FAILED_TOLERATED', 'SKIPPED')"
                                + " and h.checksum is not null order by h.started_at, h.position"))
                        .param(target)
                        .query(HistoryRows::attempt)
                        .list()
                        .forEach(attempt -> passedOver.put(attempt.changeset(), String.valueOf(attempt.checksum())));
            }
            return passedOver;
        });
    }

    @Override
    public List<ChangesetAttempt> attempts(String runId) {
        return doing(
                "read run " + runId,
                schema -> schema.exists()
                        ? JdbcClient.create(connections)
                                .sql(schema.fill("select * from ${history} where run_id = ? order by position"))
                                .param(runId)
                                .query(HistoryRows::attempt)
                                .list()
                        : List.of());
    }

    private static @Nullable String cutNullable(@Nullable String name) {
        return name == null ? null : cut(name, NAME_LIMIT);
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(connections));
    }

    /** In a transaction, since the connections may come without auto-commit. */
    private void writing(String what, Consumer<HistorySchema> work) {
        doing(what, schema -> {
            schema.upgrade();
            transaction().executeWithoutResult(status -> work.accept(schema));
            return null;
        });
    }

    private <T> T doing(String what, Function<HistorySchema, T> work) {
        try {
            return work.apply(schema());
        } catch (DataAccessException | TransactionException | SQLException e) {
            @Nullable SQLException sql = JdbcFailures.find(e);
            String message = JdbcFailures.message(sql == null ? e : sql);
            Failure failure = new Failure(
                    sql == null ? FailureKind.UNEXPECTED : JdbcFailures.kind(sql),
                    "Could not " + what + " in the history: " + redactor.redact(message),
                    null,
                    null,
                    null,
                    sql == null ? null : sql.getSQLState(),
                    null);
            throw new MigrationException(target, failure, RedactedException.of(e, redactor));
        }
    }

    private synchronized HistorySchema schema() throws SQLException {
        if (schema == null) {
            try (var connection = connections.getConnection()) {
                schema = new HistorySchema(
                        new JdbcTemplate(connections),
                        transaction(),
                        tables.in(connection),
                        HistoryDialect.of(connection.getMetaData().getDatabaseProductName()));
            }
        }
        return schema;
    }
}
