package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.adapter.jdbc.HistoryStatements.TimeTaken;
import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.history.HistoryLimits;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.HistoryScript;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.PastFailure;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Redactor;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history in the migrated database, through plain JDBC. */
public final class JdbcHistory implements History {

    private final String target;
    private final DataSource connections;
    private final HistorySource source;
    private final Fence fence;
    private final HistoryAccess access;
    private final HistoryLimits limits;

    /**
     * Creates the history; asks the database nothing yet.
     *
     * @param target the target's name
     * @param connections hands out connections of our own
     * @param tables where the history is kept
     * @param redactor takes secrets out of what is written
     * @param limits how long runs are kept that applied nothing
     */
    public JdbcHistory(
            String target, DataSource connections, HistoryTables tables, Redactor redactor, HistoryLimits limits) {
        this.target = target;
        this.connections = connections;
        this.source = new HistorySource(connections, tables);
        this.fence = new Fence(source);
        this.access = new HistoryAccess(target, source, fence, redactor);
        this.limits = limits;
    }

    /**
     * What keeps a run that has lost its lock from writing.
     *
     * @return the fence, which everything that is written here passes
     */
    public Fence fence() {
        return fence;
    }

    String target() {
        return target;
    }

    DataSource connections() {
        return connections;
    }

    HistoryAccess access() {
        return access;
    }

    @Override
    public void begin(RunStart start) {
        access.writing("open a run", (client, statements) -> {
            Timestamp started = Timestamp.from(start.started());
            statements.closeCrashed(start.target(), started).execute(client);
            statements.begin(start, started).execute(client);
            statements.locked(start.id(), fence.lockName()).execute(client);
            statements.memory(client, target).forget(limits, start.started());
        });
    }

    /** For those who wait; not worth waiting for until it is on disk. */
    @Override
    public void progress(String runId, int position, int total, ChangesetId changeset) {
        access.doing("tell how far the run is", schema -> {
            schema.transaction().executeWithoutResult(status -> {
                JdbcClient client = JdbcClient.create(connections);
                if (schema.dialect() == HistoryDialect.POSTGRESQL) {
                    client.sql("set local synchronous_commit = off").update();
                }
                new HistoryStatements(schema)
                        .progress(runId, position, total, changeset)
                        .execute(client);
            });
            return null;
        });
    }

    @Override
    public void append(String runId, ChangesetResult result, Rollback rollback, Instant started, Duration duration) {
        TimeTaken time = new TimeTaken(Timestamp.from(started), duration.toMillis());
        access.recording("record changeset " + result.id(), (client, statements) -> {
            HistoryStatements.Place place = place(client, runId, result.id());
            if (place.isOpen()) {
                statements.close(place, result, rollback, time).execute(client);
            } else {
                statements
                        .append(runId, place.position(), result, rollback, time)
                        .execute(client);
            }
            if (place.isOpen() && result.outcome().isThrough()) {
                statements.forgetStatements(place).execute(client);
            }
        });
    }

    /** That of the row that was written before the first statement was sent, if there is one, else the next one. */
    private HistoryStatements.Place place(JdbcClient client, String runId, ChangesetId changeset) {
        return access.doing("number a changeset", schema -> client.sql(schema.fill(
                        "select max(position), max(case when outcome = 'STARTED' and path = ? and changeset_id = ?"
                                + " and author = ? then position end) from ${history} where run_id = ?"))
                .param(changeset.path())
                .param(changeset.id())
                .param(changeset.author())
                .param(runId)
                .query((row, number) -> HistoryStatements.Place.of(runId, row.getInt(1), row.getInt(2)))
                .single());
    }

    @Override
    public void finish(RunEnd end) {
        access.writing("close run " + end.id(), (client, statements) -> statements
                .finish(end, Timestamp.from(end.finished()))
                .execute(client));
    }

    @Override
    public HistoryScript forScript() {
        return access.doing("look for the tables", JdbcHistoryScript::new);
    }

    @Override
    public HistoryPage runs(int page, int size) {
        return access.doing("read the runs", schema -> {
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
        return access.doing(
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
        return access.doing("read the changesets that were passed over", schema -> {
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
    public List<PastFailure> pastFailures() {
        return access.doing(
                "read what failed before",
                schema -> schema.exists() ? memory(schema).pastFailures() : List.of());
    }

    @Override
    public void adopt(String runId, List<AppliedChangeset> applied) {
        access.writing("take over what was applied before", (client, statements) -> {
            List<BoundSql> rows = new ArrayList<>();
            for (AppliedChangeset changeset : applied) {
                rows.add(statements.adopt(runId, rows.size() + 1, changeset));
            }
            BoundSql.executeBatch(connections, rows);
        });
    }

    @Override
    public Optional<String> appliedSql(ChangesetId changeset) {
        return access.doing(
                "read what was applied",
                schema -> schema.exists() ? memory(schema).appliedSql(changeset) : Optional.empty());
    }

    private HistoryMemory memory(HistorySchema schema) {
        return new HistoryMemory(schema, JdbcClient.create(connections), target);
    }

    @Override
    public List<ChangesetAttempt> attempts(String runId) {
        return access.doing(
                "read run " + runId,
                schema -> schema.exists()
                        ? JdbcClient.create(connections)
                                .sql(schema.fill("select * from ${history} where run_id = ? order by position"))
                                .param(runId)
                                .query(HistoryRows::attempt)
                                .list()
                        : List.of());
    }
}
