package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.BlockedStatement;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has to do with the locks of its statements: how long they wait, for whom, and whether they try again. */
final class StatementLocks implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(StatementLocks.class);

    /** What ends the transaction by the way: what came before it is there to stay. */
    private static final Pattern ENDS_TRANSACTION = Pattern.compile(
            "^end\\b|(?:^|;)\\s*(?:commit|abort|rollback(?!\\s+to)|prepare\\s+transaction)\\b",
            Pattern.CASE_INSENSITIVE);

    private final LiquibaseSurroundings surroundings;
    private final ChangelogListener listener;
    private final LockTimeouts timeouts;
    private final BlockerWatch watch;
    private final LockRetry retry;
    private @Nullable ChangesetId changeset;
    private @Nullable Connection connection;
    private volatile String statement = "";
    private @Nullable Duration limit;
    private @Nullable Instant first;
    private boolean repeatable;
    private int attempts = 1;
    private Duration waited = Duration.ZERO;

    /**
     * Begins with nothing.
     *
     * @param surroundings what the run works with
     * @param backend the server process that works for the run; 0 if that is not known
     * @param listener hears whom a statement waits for
     */
    StatementLocks(LiquibaseSurroundings surroundings, IntSupplier backend, ChangelogListener listener) {
        this.surroundings = surroundings;
        this.listener = listener;
        this.timeouts = new LockTimeouts(surroundings.locks());
        this.watch = new BlockerWatch(
                surroundings.lock(),
                () -> surroundings.sessionsLast().getAsBoolean() ? backend.getAsInt() : 0,
                this::waits);
        this.retry = new LockRetry(surroundings);
    }

    /** Before the first changeset. */
    void look(Database database) {
        timeouts.look(database);
    }

    /** The changes of a changeset begin; before them Liquibase would roll settings back. */
    void begin(ChangeSet beginning, Database database, boolean whole) {
        ChangesetId id = ChangesetIds.of(beginning);
        if (!id.equals(changeset)) {
            changeset = id;
            attempts = 1;
            waited = Duration.ZERO;
        }
        first = null;
        repeatable = true;
        timeouts.begin(beginning, database, surroundings.sessionsLast().getAsBoolean(), whole);
    }

    void sending(String sql, String shown, Connection working) throws SQLException {
        connection = working;
        statement = shown;
        first = first == null ? surroundings.clock().instant() : first;
        limit = timeouts.before(sql, working);
        if (ENDS_TRANSACTION.matcher(LockTimeouts.bare(sql)).find()) {
            somethingStays();
            timeouts.transactionEnded();
        }
        watch.began(limit);
    }

    /** The changeset has done something that no rollback undoes: a second attempt would do it twice. */
    void somethingStays() {
        repeatable = false;
    }

    void sent() {
        watch.ended();
    }

    /**
     * A changeset has failed.
     *
     * @param e what went wrong
     * @param failed which changeset
     * @return how long to wait before it is tried again; null if it is not
     */
    @Nullable
    Duration retryAfter(Exception e, ChangesetId failed) {
        Duration last = lastWait();
        @Nullable Duration pause = repeatable ? retry.after(e, failed, last) : null;
        if (pause != null) {
            waited = waited.plus(last);
            listener.blocked(new BlockedStatement(failed, statement, watch.took(), watch.seen(), attempts, pause));
            attempts++;
        }
        return pause;
    }

    /** A statement may have been at work for long before it met a lock. */
    private Duration lastWait() {
        Duration took = watch.took();
        Duration most = limit == null || limit.isZero() ? took : limit;
        return took.compareTo(most) > 0 ? most : took;
    }

    /** {@return what a changeset leaves that has failed; null if that is not known} */
    @Nullable
    String left(ChangeSet failed, Failure failure) {
        if (!failed.isRunInTransaction()) {
            return "What was applied before it stays applied. This changeset runs outside of a transaction: those of its"
                    + " statements that were over stay done, and the next run goes on behind them.";
        }
        if (!repeatable) {
            return null;
        }
        return "What was applied before it stays applied; of this changeset "
                + (failure.kind() == FailureKind.DATABASE_UNREACHABLE
                        ? "all or nothing is there, and the next run sees which."
                        : "nothing is left.");
    }

    /** {@return who kept the last statement waiting} */
    List<Blocker> blockers() {
        return watch.seen();
    }

    private void waits(List<Blocker> blockers, Duration since) {
        ChangesetId waiting = changeset;
        if (waiting != null) {
            listener.blocked(new BlockedStatement(waiting, statement, since, blockers, attempts, null));
        }
    }

    /** {@return what the changeset that ran last had to do with locks} */
    LockTimes times() {
        Duration held = first == null
                ? Duration.ZERO
                : Duration.between(first, surroundings.clock().instant());
        return new LockTimes(attempts, waited, held);
    }

    /** The changeset is over. */
    void end() throws SQLException {
        if (connection != null) {
            timeouts.end(connection);
        }
    }

    /** The run ends in mid-changeset: its connection may be somebody else's next. */
    void abandon(Connection working) {
        if (!timeouts.areSetForSession()) {
            return;
        }
        try {
            working.rollback();
            working.setAutoCommit(true);
            timeouts.end(working);
        } catch (SQLException e) {
            logger.debug("The session's lock_timeout could not be set back", e);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
