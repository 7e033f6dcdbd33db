package io.github.safemigration.dropin;

import io.github.safemigration.testsupport.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A table {@code latch} that nobody else can read before it is released: a changeset that does waits. */
final class Latch implements AutoCloseable {

    private final Connection connection;

    private Latch(Connection connection) {
        this.connection = connection;
    }

    static Latch hold(FreshDatabase database) throws SQLException {
        database.execute("CREATE TABLE IF NOT EXISTS latch (id int)");
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE latch");
        return new Latch(connection);
    }

    void release() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
