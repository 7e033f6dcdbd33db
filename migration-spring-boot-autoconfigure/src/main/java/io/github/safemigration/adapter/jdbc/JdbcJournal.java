package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.adapter.jdbc.HistoryStatements.Place;
import io.github.safemigration.adapter.jdbc.HistoryStatements.TimeTaken;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.recovery.Interruption;
import io.github.safemigration.engine.recovery.Interruption.Attempt;
import io.github.safemigration.engine.recovery.Journal;
import io.github.safemigration.engine.recovery.SentStatement;
import io.github.safemigration.engine.recovery.StatementState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal beside the history: an attempt is one of its rows, and has statements as long as it may be taken up. */
public final class JdbcJournal implements Journal {

    private static final String OF_CHANGESET =
            " r.target = ? and h.path = ? and h.changeset_id = ? and h.author = ? and not (h.run_id = ? and h.position = ?)";

    private final String target;
    private final DataSource connections;
    private final HistoryAccess access;

    /**
     * Creates the journal; asks the database nothing yet.
     *
     * @param history what it stands beside
     */
    public JdbcJournal(JdbcHistory history) {
        this.target = history.target();
        this.connections = history.connections();
        this.access = history.access();
    }

    @Override
    public Attempt begin(
            String runId, ChangesetId changeset, @Nullable String checksum, List<SentStatement> done, Instant started) {
        AtomicReference<Attempt> begun = new AtomicReference<>();
        access.writing("write down the start of changeset " + changeset, (client, statements) -> {
            int position = client.sql(
                            statements.fill("select coalesce(max(position), 0) + 1 from ${history} where run_id = ?"))
                    .param(runId)
                    .query(Integer.class)
                    .single();
            Attempt attempt = new Attempt(runId, position);
            ChangesetResult row = new ChangesetResult(changeset, checksum, ChangesetOutcome.STARTED, List.of(), null);
            statements
                    .append(runId, position, row, Rollback.none(), new TimeTaken(Timestamp.from(started), 0))
                    .execute(client);
            takeUp(client, statements, attempt, changeset);
            int number = 0;
            for (SentStatement statement : done) {
                number++;
                insert(client, statements, attempt, number, statement);
            }
            begun.set(attempt);
        });
        return Objects.requireNonNull(begun.get());
    }

    /** What earlier attempts of the changeset have left is in this one. */
    private void takeUp(JdbcClient client, HistoryStatements statements, Attempt attempt, ChangesetId changeset) {
        List<Object> which = List.of(
                target, changeset.path(), changeset.id(), changeset.author(), attempt.runId(), attempt.position());
        client.sql(statements.fill("delete from ${statement} where exists (select 1 from ${history} h"
                        + " join ${run} r on r.id = h.run_id where h.run_id = ${statement}.run_id"
                        + " and h.position = ${statement}.position and" + OF_CHANGESET + ")"))
                .params(which)
                .update();
        List<Attempt> interrupted = client.sql(
                        statements.fill("select h.run_id, h.position from ${history} h join ${run} r on r.id = h.run_id"
                                + " where h.outcome = 'STARTED' and" + OF_CHANGESET))
                .params(which)
                .query((row, number) -> attempt(row))
                .list();
        interrupted.forEach(old -> interrupted(client, statements, old));
    }

    private static void interrupted(JdbcClient client, HistoryStatements statements, Attempt attempt) {
        client.sql(statements.fill("update ${history} set outcome = 'INTERRUPTED' where run_id = ? and position = ?"
                        + " and outcome = 'STARTED'"))
                .param(attempt.runId())
                .param(attempt.position())
                .update();
    }

    @Override
    public void sending(Attempt attempt, int number, SentStatement statement) {
        access.adding(
                "write down a statement",
                (client, statements) -> insert(client, statements, attempt, number, statement));
    }

    private static void insert(
            JdbcClient client, HistoryStatements statements, Attempt attempt, int number, SentStatement statement) {
        client.sql(statements.fill("insert into ${statement} (run_id, position, number, state, hash, statement,"
                        + " search_path, sent_at) values (?, ?, ?, ?, ?, ?, ?, current_timestamp)"))
                .param(attempt.runId())
                .param(attempt.position())
                .param(number)
                .param(statement.state().name())
                .param(statement.hash())
                .param(statements.fitting(statement.sql()))
                .param(statement.searchPath())
                .update();
    }

    @Override
    public void know(Attempt attempt, int number, StatementState state) {
        access.adding("write down what is known of a statement", (client, statements) -> client.sql(statements.fill(
                        "update ${statement} set state = ? where run_id = ? and position = ? and number = ?"))
                .param(state.name())
                .param(attempt.runId())
                .param(attempt.position())
                .param(number)
                .update());
    }

    @Override
    public void forget(Attempt attempt) {
        access.adding("forget the statements of an attempt", (client, statements) -> {
            statements
                    .forgetStatements(new Place(attempt.runId(), attempt.position(), true))
                    .execute(client);
            interrupted(client, statements, attempt);
        });
    }

    @Override
    public List<Interruption> interruptions() {
        return access.doing("read what was interrupted", schema -> {
            if (!schema.has("statement")) {
                return List.of();
            }
            Map<Attempt, Interruption> found = new LinkedHashMap<>();
            JdbcClient.create(connections)
                    .sql(schema.fill(
                            "select h.run_id, h.position, h.path, h.changeset_id, h.author, h.checksum, s.state,"
                                    + " s.hash, s.statement, s.search_path from ${statement} s join ${history} h"
                                    + " on h.run_id = s.run_id and h.position = s.position join ${run} r on r.id = h.run_id"
                                    + " where r.target = ? order by r.started_at, h.position, s.number"))
                    .param(target)
                    .query((row, number) -> interruption(row))
                    .list()
                    .forEach(one -> found.merge(one.attempt(), one, JdbcJournal::joined));
            return lastOfEach(found.values());
        });
    }

    private static List<Interruption> lastOfEach(Collection<Interruption> found) {
        Map<ChangesetId, Interruption> last = new LinkedHashMap<>();
        found.forEach(one -> last.put(one.changeset(), one));
        return List.copyOf(last.values());
    }

    private static Interruption joined(Interruption first, Interruption second) {
        List<SentStatement> statements = new ArrayList<>(first.statements());
        statements.addAll(second.statements());
        return new Interruption(first.attempt(), first.changeset(), first.checksum(), statements);
    }

    private static Interruption interruption(ResultSet row) throws SQLException {
        return new Interruption(
                attempt(row),
                new ChangesetId(row.getString("path"), row.getString("changeset_id"), row.getString("author")),
                row.getString("checksum"),
                List.of(new SentStatement(
                        row.getString("statement"),
                        row.getString("hash"),
                        row.getString("search_path"),
                        StatementState.valueOf(row.getString("state")))));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(row.getString("run_id"), row.getInt("position"));
    }
}
