package io.github.safemigration.sample.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server on one folder; {@link FolderUse} sees to it that only one process at a time starts or stops it. */
final class PostgresServer {

    private static final Logger logger = LoggerFactory.getLogger(PostgresServer.class);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseFolder folder;
    private final PostgresPrograms programs;
    private final Cluster cluster;

    PostgresServer(DatabaseFolder folder, PostgresPrograms programs) {
        this.folder = folder;
        this.programs = programs;
        this.cluster = new Cluster(folder, programs);
    }

    ServerAddress joinOrStart() {
        if (Files.exists(folder.cluster()) && !Files.isReadable(folder.cluster())) {
            throw DatabaseException.notOurs(folder.root(), null);
        }
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<ServerAddress> address = joinOrTryToStart();
                if (address.isPresent()) {
                    createDatabase(address.get());
                    return address.get();
                }
                // Somebody was faster to take the port, or children of a killed server are not gone yet.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            throw new IOException("tried " + ATTEMPTS + " times");
        } catch (IOException | SQLException e) {
            throw new DatabaseException(
                    "PostgreSQL does not start on " + folder.root() + " (" + e.getMessage() + "). The data is kept.",
                    "Read " + folder.log()
                            + "; set sample.database.directory to another folder, or spring.datasource.url"
                            + " to a database of yours.",
                    e);
        }
    }

    void stop() {
        try {
            if (Postmaster.of(folder.cluster()).isEmpty()) {
                return;
            }
            if (pgCtl("stop", "--mode=fast")) {
                logger.info("Stopped PostgreSQL, data kept in {}", folder.root());
            } else {
                logger.warn("PostgreSQL could not be stopped, see {}", folder.log());
            }
        } catch (IOException e) {
            logger.warn("PostgreSQL could not be stopped: {}", e.toString());
        }
    }

    private Optional<ServerAddress> joinOrTryToStart() throws IOException {
        Optional<ServerAddress> running = join();
        return running.isPresent() ? running : start();
    }

    private Optional<ServerAddress> join() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Postmaster> running = Postmaster.of(folder.cluster());
        while (running.isPresent()) {
            ServerAddress address = new ServerAddress(running.get().port(), cluster.password());
            if (answers(address)) {
                logger.info("Joined PostgreSQL on {}, data in {}", address, folder.root());
                return Optional.of(address);
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new IOException("process " + running.get().process().pid() + " holds it and does not answer");
            }
            // It may be on its way up, or down.
            LockSupport.parkNanos(PAUSE.toNanos());
            running = Postmaster.of(folder.cluster());
        }
        return Optional.empty();
    }

    private Optional<ServerAddress> start() throws IOException {
        Account account = Account.of(folder);
        account.handOver(folder.users());
        cluster.ensure(account);
        ServerAddress address = new ServerAddress(freePort(), cluster.password());
        // Listens on the loopback address only, and keeps no socket in a folder that others share.
        String options = "-p %d -c listen_addresses=%s -c unix_socket_directories= -c timezone=UTC"
                .formatted(address.port(), ServerAddress.HOST);
        if (!pgCtl("start", "--options=" + options, "--log=" + folder.log())) {
            return Optional.empty();
        }
        logger.info("Started PostgreSQL on {}, data in {}", address, folder.root());
        return Optional.of(address);
    }

    private boolean pgCtl(String action, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                programs.program("pg_ctl").toString(),
                action,
                "--pgdata=" + folder.cluster(),
                "--wait",
                "--timeout=" + PATIENCE.toSeconds()));
        command.addAll(List.of(arguments));
        return Account.of(folder).run(command);
    }

    private static boolean answers(ServerAddress address) {
        try (Connection connection = address.connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            logger.debug("PostgreSQL on {} does not answer: {}", address, e.getMessage());
            return false;
        }
    }

    private static void createDatabase(ServerAddress address) throws SQLException {
        try (Connection connection = address.connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'orders'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE orders");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
