package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.adapter.jdbc.BoundSql.Expression;
import io.github.safemigration.adapter.jdbc.HistoryStatements.TimeTaken;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.HistoryScript;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import java.util.List;

/** The history as statements for PostgreSQL. */
final class JdbcHistoryScript implements HistoryScript {

    private static final Expression NOW = new Expression("current_timestamp");

    /** {@code current_timestamp} stands still during a transaction (PostgreSQL manual, 9.9.5). */
    private static final TimeTaken OF_TRANSACTION = new TimeTaken(
            NOW, new Expression("(extract(epoch from clock_timestamp() - current_timestamp) * 1000)::bigint"));

    private final List<String> tables;
    private final HistoryStatements statements;

    JdbcHistoryScript(HistorySchema schema) {
        this.tables = schema.missing();
        this.statements = new HistoryStatements(schema);
    }

    @Override
    public List<String> tables() {
        return tables;
    }

    @Override
    public List<String> begin(RunStart start) {
        return List.of(
                statements.closeCrashed(start.target(), NOW).literal(),
                statements.begin(start, NOW).literal());
    }

    @Override
    public List<String> append(String runId, int position, ChangesetResult result, Rollback rollback) {
        return List.of(statements
                .append(runId, position, result, rollback, OF_TRANSACTION)
                .literal());
    }

    @Override
    public List<String> finish(RunEnd end) {
        return List.of(statements.finish(end, NOW).literal());
    }
}
