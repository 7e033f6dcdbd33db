package io.github.safemigration.sample.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A PostgreSQL of our own that keeps its data. Processes that open the same folder share one server: the first starts
 * it, later ones join, the last one to close stops it. A server left behind by a killed process is joined as well.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private final FolderUse use;
    private final PostgresServer server;
    private @Nullable ServerAddress address;
    private boolean closed;

    private EmbeddedDatabase(FolderUse use, PostgresServer server) {
        this.use = use;
        this.server = server;
    }

    static EmbeddedDatabase open(DatabaseProperties properties) {
        DatabaseFolder folder = DatabaseFolder.at(properties.directory());
        PostgresServer server = new PostgresServer(folder, PostgresPrograms.of(properties, folder));
        EmbeddedDatabase database = new EmbeddedDatabase(FolderUse.of(folder), server);
        try {
            // Runs after the contexts are closed: a process may be told to end before this is a bean. Never removed,
            // as that fails during a shutdown.
            SpringApplication.getShutdownHandlers().add(database::close);
            database.enter();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public synchronized String getJdbcUrl() {
        return address().url("orders");
    }

    @Override
    public String getUsername() {
        return ServerAddress.USER;
    }

    @Override
    public synchronized String getPassword() {
        return address().password();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            use.leave(server::stop);
        }
    }

    private synchronized void enter() {
        if (!closed) {
            address = use.enter(server::joinOrStart);
        }
    }

    private ServerAddress address() {
        if (address == null) {
            throw new IllegalStateException("The embedded PostgreSQL is not running");
        }
        return address;
    }
}
