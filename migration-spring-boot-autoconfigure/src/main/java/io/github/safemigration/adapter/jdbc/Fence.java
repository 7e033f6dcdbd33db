package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.FailureKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a run that has lost its lock from writing. Whoever takes the lock raises a number in the database; each
 * transaction of a run makes sure that its own number is still the highest, and keeps it so until it has committed.
 */
public final class Fence {

    private static final Logger logger = LoggerFactory.getLogger(Fence.class);

    private static final String RIGHT_MISSING = "42501";

    /** What says nothing of whether our tables can be written. */
    private static final Set<FailureKind> PASSING =
            Set.of(FailureKind.DATABASE_UNREACHABLE, FailureKind.STATEMENT_LOCK);

    private final HistorySource source;
    private volatile @Nullable Token token;

    Fence(HistorySource source) {
        this.source = source;
    }

    /**
     * Shuts out all who had the lock before. To be called by who has it. Where our tables cannot be created, nobody is
     * shut out: then the lock's own connection must do.
     *
     * @param lockName what is locked
     * @param owner who has the lock now
     * @param now the time
     * @throws SQLException if the database does not answer
     */
    public void raise(String lockName, LockOwner owner, Instant now) throws SQLException {
        try {
            HistorySchema schema = source.schema();
            schema.upgrade();
            token = schema.transaction().execute(status -> raised(schema, lockName, owner, now));
        } catch (DataAccessException | TransactionException | SQLException e) {
            @Nullable SQLException sql = JdbcFailures.find(e);
            if (sql != null && PASSING.contains(JdbcFailures.kind(sql))) {
                throw e;
            }
            logger.debug("No fencing token could be taken: SQLSTATE {}", sql == null ? null : sql.getSQLState());
        }
    }

    private Token raised(HistorySchema schema, String lockName, LockOwner owner, Instant now) {
        JdbcClient client = JdbcClient.create(source.connections());
        int known = client.sql(
                        schema.fill("update ${lock} set token = token + 1, owner = ?, taken_at = ? where name = ?"))
                .params(owner.text(), Timestamp.from(now), lockName)
                .update();
        if (known == 0) {
            client.sql(schema.fill("insert into ${lock} (name, token, owner, taken_at) values (?, 1, ?, ?)"))
                    .params(lockName, owner.text(), Timestamp.from(now))
                    .update();
        }
        long number = client.sql(schema.fill("select token from ${lock} where name = ?"))
                .param(lockName)
                .query(Long.class)
                .single();
        return new Token(lockName, number, schema.fill("select token from ${lock} where name = ? for share"));
    }

    /** The lock is given back: what this process writes from now on needs none. */
    public void lower() {
        token = null;
    }

    /** {@return what this process has locked, or null} */
    @Nullable
    String lockName() {
        Token ours = token;
        return ours == null ? null : ours.lockName();
    }

    /**
     * Makes sure that nobody else has had the lock since, now and until the transaction ends.
     *
     * @param connection a connection in the transaction that is to write
     * @throws LostLockException if somebody has
     * @throws SQLException if the database does not answer
     */
    public void check(Connection connection) throws SQLException {
        Token ours = token;
        if (ours == null) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(ours.question())) {
            statement.setString(1, ours.lockName());
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next() || found.getLong(1) != ours.number()) {
                    throw new LostLockException();
                }
            }
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            // A changeset may have become somebody who may not read our tables.
            if (!RIGHT_MISSING.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    /**
     * Looks how far the run is that has the lock. One that was killed before says nothing of who has it now.
     *
     * @param lockName what is locked
     * @param lockedBy who has it, as Liquibase's row tells it
     * @return the run, unless none of ours has the lock or it cannot be read
     */
    public Optional<RunUnderWay> underWay(String lockName, String lockedBy) {
        try {
            HistorySchema schema = source.schema();
            if (!schema.exists()) {
                return Optional.empty();
            }
            return JdbcClient.create(source.connections())
                    .sql(schema.fill("select r.position, r.planned, r.current_changeset, r.progressed_at,"
                            + " current_timestamp as looked_at from ${run} r join ${lock} l on l.name = r.lock_name"
                            + " where r.lock_name = ? and r.outcome is null and l.owner = ?"
                            + " and r.started_at >= l.taken_at order by r.started_at desc"))
                    .params(lockName, lockedBy)
                    .query((row, number) -> RunUnderWay.of(row))
                    .list()
                    .stream()
                    .findFirst();
        } catch (DataAccessException | SQLException e) {
            logger.debug("How far the other run is could not be read", e);
            return Optional.empty();
        }
    }

    private record Token(String lockName, long number, String question) {}

    /**
     * A run of some process that has the lock.
     *
     * @param position the place of its current changeset, from 1; 0 before the first
     * @param total how many changesets it has
     * @param changeset the current changeset, if there is one
     * @param at when it last got on, by the database's clock
     * @param quiet how long ago that was, by the database's clock
     */
    public record RunUnderWay(
            int position, int total, @Nullable String changeset, Instant at, Duration quiet) {

        static RunUnderWay of(ResultSet row) throws SQLException {
            Instant looked = row.getTimestamp("looked_at").toInstant();
            @Nullable Timestamp progressed = row.getTimestamp("progressed_at");
            Instant at = progressed == null ? looked : progressed.toInstant();
            return new RunUnderWay(
                    row.getInt("position"),
                    row.getInt("planned"),
                    row.getString("current_changeset"),
                    at,
                    Duration.between(at, looked));
        }
    }
}
