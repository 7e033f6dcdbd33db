package io.github.safemigration.boot.probe;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A listening port. */
final class ProbeServer {

    private static final int PATIENCE_SECONDS = 1;

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;

    private final ProbeThreads threads;

    private final ProbeHandler handler;

    private ProbeServer(HttpServer server, ProbeThreads threads, ProbeHandler handler) {
        this.server = server;
        this.threads = threads;
        this.handler = handler;
    }

    /**
     * Binds the address and begins to answer. To be called on a daemon thread: the server's own thread is one only if
     * its creator is, and must not keep the JVM alive.
     * @throws IOException if the address cannot be bound
     */
    static ProbeServer open(InetSocketAddress address, @Nullable HttpsConfigurator tls, ProbeHandler handler)
            throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            // The JDK sends head and body of an answer apart; without this the body waits 40 ms for the client's ACK.
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
        ProbeThreads threads = new ProbeThreads("migration-probe-" + address.getPort());
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
        return new ProbeServer(server, threads, handler);
    }

    private static HttpServer secure(InetSocketAddress address, HttpsConfigurator tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(tls);
        return server;
    }

    @Nullable
    String probedPath() {
        return handler.probedPath();
    }

    /**
     * Frees the port. What was accepted before is still answered, for a second at most, while the port may already be
     * somebody else's.
     */
    void close() {
        InetSocketAddress address = server.getAddress();
        Thread stopping = new Thread(this::stop, "migration-probe-stop");
        stopping.setDaemon(true);
        stopping.start();
        PortRelease.await(address, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private void stop() {
        // This closes the port at once. Without a delay it would lose a connection that is being accepted meanwhile:
        // nobody would ever answer or close it. With one, the server of JDK 17 waits all of it when it is idle.
        server.stop(PATIENCE_SECONDS);
        threads.shutDown();
    }
}
