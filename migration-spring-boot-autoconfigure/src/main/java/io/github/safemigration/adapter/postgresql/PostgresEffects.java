package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.recovery.DatabaseEffects;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.SentStatement;
import io.github.safemigration.engine.recovery.StatementState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks in PostgreSQL's catalog for what statements have done, and removes what unfinished ones have left there. */
public final class PostgresEffects implements DatabaseEffects {

    private static final Pattern TRANSACTION = Pattern.compile(
            "^(?:begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\\s+transaction"
                    + "|set\\s+(?:local|transaction|constraints)|create\\s+(?:(?:local|global)\\s+)?temp(?:orary)?)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SESSION = Pattern.compile(
            "^(?:(?:set|reset)\\b|select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\([^;]*,\\s*false\\s*\\)\\s*$)",
            Pattern.CASE_INSENSITIVE);

    private final String target;
    private final PostgresLeftovers leftovers;
    private final PostgresLookUps lookUps;
    private final Redactor redactor;

    /**
     * Creates it; asks the database nothing yet.
     *
     * @param target the target's name
     * @param connections hands out connections of our own
     * @param defaultSchema the schema that the changelog is for, or null for that of the connections
     * @param redactor takes secrets out of messages
     */
    public PostgresEffects(String target, DataSource connections, @Nullable String defaultSchema, Redactor redactor) {
        this.target = target;
        this.leftovers = new PostgresLeftovers(connections, defaultSchema);
        this.lookUps = new PostgresLookUps(connections, defaultSchema);
        this.redactor = redactor;
    }

    @Override
    public StatementState effectOf(SentStatement statement) {
        Optional<RecognisedStatement> known = RecognisedStatement.of(statement.sql());
        return known.isEmpty()
                ? StatementState.SENT
                : asking(
                        "look up what a statement has done",
                        () -> lookUps.effectOf(known.get(), statement.searchPath()));
    }

    @Override
    public Nature natureOf(SentStatement statement) {
        String bare = RecognisedStatement.bare(statement.sql());
        if (TRANSACTION.matcher(bare).find()) {
            return Nature.TRANSACTION;
        }
        return SESSION.matcher(bare).find() ? Nature.SESSION : Nature.LASTING;
    }

    @Override
    public Preparation prepare(SentStatement statement, Duration patience) {
        Optional<RecognisedStatement> known = RecognisedStatement.of(statement.sql());
        if (known.isEmpty()) {
            return Preparation.NOTHING;
        }
        RecognisedStatement recognised = known.get();
        @Nullable String path = statement.searchPath();
        return asking("remove what an unfinished statement has left", () -> switch (recognised.kind()) {
            case BUILD_INDEX -> dropped(leftovers.ofBuild(recognised, path), patience);
            case REINDEX_INDEX, REINDEX_TABLE -> dropped(leftovers.ofReindex(recognised, path), patience);
            case DETACH -> finalized(recognised, path, patience);
            default -> Preparation.NOTHING;
        });
    }

    private Preparation dropped(List<PostgresLeftovers.Found> found, Duration patience) {
        List<String> removed = new ArrayList<>();
        for (PostgresLeftovers.Found index : found) {
            if (index.building()) {
                throw new MigrationException(
                        target,
                        Failure.of(
                                FailureKind.STATEMENT_LOCK,
                                "The index " + index.index().name() + " on "
                                        + index.index().table() + " is being built by another session, and is not valid"
                                        + " yet: it is left alone"),
                        null);
            }
            leftovers.drop(index.index(), patience);
            removed.add("the invalid index " + index.index().name());
        }
        return new Preparation(removed, false);
    }

    private Preparation finalized(RecognisedStatement detach, @Nullable String path, Duration patience) {
        if (!lookUps.isPending(detach, path)) {
            return Preparation.NOTHING;
        }
        leftovers.finalizeDetach(lookUps.partition(detach, path), patience);
        return new Preparation(List.of("the pending detachment of partition " + detach.name()), true);
    }

    @Override
    public Optional<InvalidIndex> brokenBy(SentStatement statement) {
        return RecognisedStatement.of(statement.sql())
                .filter(known -> known.kind() == RecognisedStatement.Kind.BUILD_INDEX)
                .flatMap(known -> asking(
                        "look at the index of a statement",
                        () -> leftovers.ofBuild(known, statement.searchPath()).stream()
                                .map(PostgresLeftovers.Found::index)
                                .findFirst()));
    }

    @Override
    public List<InvalidIndex> invalidIndexes() {
        return asking("look for invalid indexes", leftovers::all);
    }

    private <T> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException e) {
            @Nullable SQLException sql = JdbcFailures.find(e);
            Failure failure = new Failure(
                    sql == null ? FailureKind.UNEXPECTED : JdbcFailures.kind(sql),
                    "Could not " + what + ": " + redactor.redact(JdbcFailures.message(sql == null ? e : sql)),
                    null,
                    null,
                    null,
                    sql == null ? null : sql.getSQLState(),
                    null);
            throw new MigrationException(target, failure, RedactedException.of(e, redactor));
        }
    }
}
