package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions for what we write down ourselves. In them statement follows statement at once: who stops in between has
 * been cut off, and must not keep its row locks for as long as the network takes to notice.
 */
final class OwnTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    /** The server ends a session that is silent for longer in a transaction (PostgreSQL manual, 19.11.1). */
    static final String SILENCE = "set local idle_in_transaction_session_timeout = '15s'";

    /** For a row that somebody else may have changed and not committed (PostgreSQL manual, 19.11.1, lock_timeout). */
    private static final String IMPATIENCE = "; set local lock_timeout = '2s'";

    private final String settings;

    private OwnTransactions(DataSource connections, String settings) {
        super(connections);
        this.settings = settings;
    }

    static TransactionTemplate on(DataSource connections) {
        return new TransactionTemplate(new OwnTransactions(connections, SILENCE));
    }

    /** As {@link #on}, but on PostgreSQL no statement waits for long for a lock. */
    static TransactionTemplate impatient(DataSource connections) {
        return new TransactionTemplate(new OwnTransactions(connections, SILENCE + IMPATIENCE));
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (HistoryDialect.of(connection.getMetaData().getDatabaseProductName()) == HistoryDialect.POSTGRESQL) {
            SessionSettings.send(settings, connection);
        }
    }
}
