package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.BlockedStatement;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.ChangesetId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/** What a run has to do with the locks of its statements: how long they wait, for whom, and whether they try again. */
final class StatementLocks implements AutoCloseable {

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

    /** The changes of a changeset begin; before them Liquibase would roll settings back. */
    void begin(ChangeSet beginning, Database database, boolean whole) {
        ChangesetId id = ChangesetIds.of(beginning);
        if (!id.equals(changeset)) {
            changeset = id;
            attempts = 1;
            waited = Duration.ZERO;
        }
        first = null;
        timeouts.begin(beginning, database, surroundings.sessionsLast().getAsBoolean(), whole);
    }

    void sending(String sql, String shown, Connection working) throws SQLException {
        connection = working;
        statement = shown;
        first = first == null ? surroundings.clock().instant() : first;
        limit = timeouts.before(sql, working);
        watch.began(limit);
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
        @Nullable Duration pause = retry.after(e, failed, last);
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

    @Override
    public void close() {
        watch.close();
    }
}
