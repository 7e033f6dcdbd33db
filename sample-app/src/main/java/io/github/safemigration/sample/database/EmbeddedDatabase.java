package io.github.safemigration.sample.database;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A PostgreSQL of our own that keeps its data. Processes that open the same folder share one server: the first starts
 * it, later ones join, the last one to close stops it. A server left behind by a killed process is joined as well.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private final FolderUse use;
    private final PostgresServer server;
    private final ServerAddress address;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable lastResort = this::stop;

    private EmbeddedDatabase(FolderUse use, PostgresServer server, ServerAddress address) {
        this.use = use;
        this.server = server;
        this.address = address;
    }

    static EmbeddedDatabase open(DatabaseProperties properties) {
        DatabaseFolder folder = DatabaseFolder.at(properties.directory());
        PostgresServer server = new PostgresServer(folder, PostgresPrograms.of(properties, folder));
        FolderUse use = FolderUse.of(folder);
        ServerAddress address = use.enter(server::joinOrStart);
        EmbeddedDatabase database = new EmbeddedDatabase(use, server, address);
        // Runs after the contexts are closed: stops the server of a start that was cut short.
        SpringApplication.getShutdownHandlers().add(database.lastResort);
        return database;
    }

    @Override
    public String getJdbcUrl() {
        return address.url("orders");
    }

    @Override
    public String getUsername() {
        return ServerAddress.USER;
    }

    @Override
    public String getPassword() {
        return address.password();
    }

    @Override
    public void close() {
        stop();
        SpringApplication.getShutdownHandlers().remove(lastResort);
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            use.leave(server::stop);
        }
    }
}
