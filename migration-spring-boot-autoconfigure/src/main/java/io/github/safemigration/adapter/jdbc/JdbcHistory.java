package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.adapter.jdbc.HistoryStatements.TimeTaken;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.HistoryScript;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionException;

/** The history in the migrated database, through plain JDBC. */
public final class JdbcHistory implements History {

    private final String target;
    private final DataSource connections;
    private final HistorySource source;
    private final Fence fence;
    private final Redactor redactor;

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
        this.source = new HistorySource(connections, tables);
        this.fence = new Fence(source);
        this.redactor = redactor;
    }

    /**
     * What keeps a run that has lost its lock from writing.
     *
     * @return the fence, which everything that is written here passes
     */
    public Fence fence() {
        return fence;
    }

    @Override
    public void begin(RunStart start) {
        writing("open a run", (client, statements) -> {
            Timestamp started = Timestamp.from(start.started());
            statements.closeCrashed(start.target(), started).execute(client);
            statements.begin(start, started).execute(client);
            statements.locked(start.id(), fence.lockName(), started).execute(client);
        });
    }

    /** For those who wait; not worth waiting for until it is on disk. */
    @Override
    public void progress(String runId, int position, int total, ChangesetId changeset, Instant now) {
        doing("tell how far the run is", schema -> {
            source.transaction().executeWithoutResult(status -> {
                JdbcClient client = JdbcClient.create(connections);
                if (schema.dialect() == HistoryDialect.POSTGRESQL) {
                    client.sql("set local synchronous_commit = off").update();
                }
                new HistoryStatements(schema)
                        .progress(runId, position, total, changeset, Timestamp.from(now))
                        .execute(client);
            });
            return null;
        });
    }

    @Override
    public void append(String runId, ChangesetResult result, Rollback rollback, Instant started, Duration duration) {
        TimeTaken time = new TimeTaken(Timestamp.from(started), duration.toMillis());
        BiConsumer<JdbcClient, HistoryStatements> row = (client, statements) -> statements
                .append(runId, nextPosition(client, runId), result, rollback, time)
                .execute(client);
        @Nullable Connection working = WorkingConnection.current();
        if (working == null) {
            writing("record changeset " + result.id(), row);
        } else {
            writingWithin(working, "record changeset " + result.id(), row);
        }
    }

    /** The run goes on without a history where it cannot be written: then the transaction must be as it was before. */
    private void writingWithin(Connection working, String what, BiConsumer<JdbcClient, HistoryStatements> work) {
        JdbcTemplate within = new JdbcTemplate(new SingleConnectionDataSource(working, true));
        doing(
                what,
                schema -> within.execute((Connection connection) -> {
                    Savepoint savepoint = connection.setSavepoint();
                    try {
                        work.accept(JdbcClient.create(within), new HistoryStatements(schema));
                        connection.releaseSavepoint(savepoint);
                        return true;
                    } catch (DataAccessException | MigrationException e) {
                        connection.rollback(savepoint);
                        throw e;
                    }
                }));
    }

    private int nextPosition(JdbcClient client, String runId) {
        return doing("number a changeset", schema -> client.sql(
                        schema.fill("select coalesce(max(position), 0) + 1 from ${history} where run_id = ?"))
                .param(runId)
                .query(Integer.class)
                .single());
    }

    @Override
    public void finish(RunEnd end) {
        writing("close run " + end.id(), (client, statements) -> statements
                .finish(end, Timestamp.from(end.finished()))
                .execute(client));
    }

    @Override
    public HistoryScript forScript() {
        return doing("look for the tables", JdbcHistoryScript::new);
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

    /** In a transaction, since the connections may come without auto-commit. */
    private void writing(String what, BiConsumer<JdbcClient, HistoryStatements> work) {
        doing(what, schema -> {
            schema.upgrade();
            source.transaction().executeWithoutResult(status -> {
                new JdbcTemplate(connections).execute((Connection connection) -> {
                    fence.check(connection);
                    return true;
                });
                work.accept(JdbcClient.create(connections), new HistoryStatements(schema));
            });
            return null;
        });
    }

    private <T extends @Nullable Object> T doing(String what, Function<HistorySchema, T> work) {
        try {
            return work.apply(source.schema());
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
}
