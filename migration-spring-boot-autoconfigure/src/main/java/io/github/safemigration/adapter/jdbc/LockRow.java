package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of Liquibase's lock table: it keeps processes with plain Liquibase out, and tells them and us who is in. Where
 * somebody else's open transaction keeps it, on PostgreSQL, it is not waited for: what is thrown then is known by {@link
 * JdbcFailures#isLockTimeout}.
 */
public final class LockRow {

    private static final String HELD = "select lockedby, lockgranted from %s where id = 1 and locked = ?";

    private final DataSource connections;
    private final String table;

    /**
     * Creates the row; asks the database nothing yet.
     *
     * @param connections hands out connections of our own
     * @param table the lock table's name, qualified and quoted as the database wants it
     */
    public LockRow(DataSource connections, String table) {
        this.connections = connections;
        this.table = table;
    }

    /**
     * Reads the row.
     *
     * @return who holds the lock, if somebody does
     */
    public Optional<Holder> read() {
        return inTransaction(client -> client.sql(HELD.formatted(table))
                .param(true)
                .query((row, number) -> holder(row))
                .optional());
    }

    /**
     * Reads the row within the transaction of a connection that is there already.
     *
     * @param connection the connection
     * @param table the lock table's name, qualified and quoted as the database wants it
     * @return who holds the lock; null if nobody does, or there is no such table
     * @throws SQLException if the connection is broken
     */
    public static @Nullable Holder readWithin(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD.formatted(table))) {
            statement.setBoolean(1, true);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? holder(found) : null;
            }
        } catch (SQLException e) {
            // Somebody has dropped the table; a run will create it.
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return null;
        }
    }

    private static Holder holder(ResultSet row) throws SQLException {
        Timestamp granted = row.getTimestamp("lockgranted");
        return new Holder(
                Objects.requireNonNullElse(row.getString("lockedby"), ""),
                granted == null ? null : granted.toInstant());
    }

    /**
     * Takes the row if it is free.
     *
     * @param owner who takes it
     * @param now the time
     * @return whether it was free
     */
    public boolean take(LockOwner owner, Instant now) {
        return inTransaction(client -> {
            if (client.sql("select count(*) from " + table + " where id = 1")
                            .query(Integer.class)
                            .single()
                    == 0) {
                client.sql("insert into " + table + " (id, locked) values (1, ?)")
                        .param(false)
                        .update();
            }
            return client.sql("update " + table
                                    + " set locked = ?, lockedby = ?, lockgranted = ? where id = 1 and locked = ?")
                            .param(true)
                            .param(owner.text())
                            .param(Timestamp.from(now))
                            .param(false)
                            .update()
                    == 1;
        });
    }

    /**
     * Frees the row if it is still as it was read.
     *
     * @param holder who holds it
     * @return whether it was
     */
    public boolean free(Holder holder) {
        return inTransaction(client -> client.sql(
                                "update " + table
                                        + " set locked = ?, lockedby = null, lockgranted = null where id = 1 and coalesce(lockedby, '') = ?")
                        .param(false)
                        .param(holder.lockedBy())
                        .update()
                == 1);
    }

    /**
     * Frees the row that an owner has taken.
     *
     * @param owner who took it
     * @return false if somebody else's open transaction keeps the row from being freed
     */
    public boolean release(LockOwner owner) {
        try {
            free(Holder.of(owner));
            return true;
        } catch (RuntimeException e) {
            if (JdbcFailures.isLockTimeout(e)) {
                return false;
            }
            throw e;
        }
    }

    private <T> T inTransaction(Function<JdbcClient, T> work) {
        return Objects.requireNonNull(
                OwnTransactions.impatient(connections).execute(status -> work.apply(JdbcClient.create(connections))));
    }

    /**
     * Who holds the lock.
     *
     * @param lockedBy as the row tells it
     * @param since when it was taken, if the row says so
     */
    public record Holder(String lockedBy, @Nullable Instant since) {

        /**
         * The holder that an owner of ours is.
         *
         * @param owner the owner
         * @return the holder, without since when
         */
        public static Holder of(LockOwner owner) {
            return new Holder(owner.text(), null);
        }

        /** {@return the holder, if the row is one of ours} */
        public Optional<LockOwner> owner() {
            return LockOwner.parse(lockedBy);
        }
    }
}
