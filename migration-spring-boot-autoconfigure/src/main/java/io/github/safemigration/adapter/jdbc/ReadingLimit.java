package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Bounds the silence of a transaction in which we only read. Whoever is cut off in between keeps the snapshot of what it
 * has read last, for as long as the network takes to notice, and another's {@code CREATE INDEX CONCURRENTLY} waits for
 * that (PostgreSQL manual, CREATE INDEX, Building Indexes Concurrently). Bounded with each transaction, not with the
 * session: behind a pooler that is somebody else's next.
 */
final class ReadingLimit {

    /** The server ends a session that is silent for longer in a transaction (PostgreSQL manual, 19.11.1). */
    private static final String SILENCE = "set local idle_in_transaction_session_timeout = '20s'";

    private static final int FIRST_WITH_SILENCE = 10;

    private final BooleanSupplier reading;
    private boolean told;

    ReadingLimit(BooleanSupplier reading) {
        this.reading = reading;
    }

    /** A statement is about to be sent. */
    void sending(Connection connection) throws SQLException {
        if (told || !reading.getAsBoolean() || connection.getAutoCommit()) {
            return;
        }
        told = true;
        if (HistoryDialect.of(connection.getMetaData().getDatabaseProductName()) == HistoryDialect.POSTGRESQL
                && connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_SILENCE) {
            SessionSettings.send(SILENCE, connection);
        }
    }

    /** The transaction is over. */
    void ended() {
        told = false;
    }
}
