package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionException;

/** The way to the tables of the history, which are created where they are missed; what the database says, in our words. */
final class HistoryAccess {

    private final String target;
    private final HistorySource source;
    private final Fence fence;
    private final Redactor redactor;

    HistoryAccess(String target, HistorySource source, Fence fence, Redactor redactor) {
        this.target = target;
        this.source = source;
        this.fence = fence;
        this.redactor = redactor;
    }

    /** In the transaction of the changeset that is being run, if there is one. */
    void recording(String what, BiConsumer<JdbcClient, HistoryStatements> work) {
        @Nullable Connection working = WorkingConnection.current();
        if (working == null) {
            writing(what, work);
        } else {
            writingWithin(working, what, work);
        }
    }

    /** Into tables that are known to be there. */
    void adding(String what, BiConsumer<JdbcClient, HistoryStatements> work) {
        doing(what, schema -> {
            schema.transaction().executeWithoutResult(status -> {
                new JdbcTemplate(source.connections()).execute((Connection connection) -> {
                    fence.check(connection);
                    return true;
                });
                work.accept(JdbcClient.create(source.connections()), new HistoryStatements(schema));
            });
            return null;
        });
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

    /** In a transaction, since the connections may come without auto-commit. */
    void writing(String what, BiConsumer<JdbcClient, HistoryStatements> work) {
        doing(what, schema -> {
            schema.upgrade();
            adding(what, work);
            return null;
        });
    }

    <T extends @Nullable Object> T doing(String what, Function<HistorySchema, T> work) {
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
