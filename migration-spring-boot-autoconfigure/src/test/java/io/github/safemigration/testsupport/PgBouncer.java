package io.github.safemigration.testsupport;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PgBouncer in front of a database, as a process of its own. Where it is not installed the test that asks is skipped. */
public final class PgBouncer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /**
     * Starts one that pools transactions, over three server connections at most.
     *
     * @param database where it leads, logged in as the database's user
     * @param folder for its files
     * @return the pooler
     * @throws IOException if it cannot be started
     */
    public static PgBouncer transactions(FreshDatabase database, Path folder) throws IOException {
        return start(database, folder, "transaction");
    }

    /**
     * Starts one that pools sessions.
     *
     * @param database where it leads, logged in as the database's user
     * @param folder for its files
     * @return the pooler
     * @throws IOException if it cannot be started
     */
    public static PgBouncer sessions(FreshDatabase database, Path folder) throws IOException {
        return start(database, folder, "session");
    }

    /** {@return whether it is there to be started} */
    public static boolean isInstalled() {
        return Programs.isInstalled("pgbouncer");
    }

    private static PgBouncer start(FreshDatabase database, Path folder, String mode) throws IOException {
        Programs.require("pgbouncer");
        URI server = URI.create(database.url().substring("jdbc:".length()));
        int port = freePort();
        Path settings = folder.resolve("pgbouncer-" + mode + ".ini");
        Files.writeString(settings, """
                [databases]
                %s = host=%s port=%d dbname=%s user=%s password='%s'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        database.name(),
                        server.getHost(),
                        server.getPort(),
                        database.name(),
                        database.username(),
                        database.password(),
                        port,
                        mode,
                        mode.equals("session") ? 20 : 3));
        List<String> command = new ArrayList<>(List.of("pgbouncer"));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer-" + mode + ".log").toFile())
                .start();
        PgBouncer started = new PgBouncer(process, port, database.name());
        await().atMost(STARTS_WITHIN).pollInterval(Duration.ofMillis(20)).until(started::answers);
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("pgbouncer has ended with code " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the JDBC URL of the database through it} */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
