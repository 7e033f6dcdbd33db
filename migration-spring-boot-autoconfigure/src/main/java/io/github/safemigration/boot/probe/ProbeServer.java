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

    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /** Answers what is in hand and frees the port. */
    void close() {
        threads.awaitIdle(PATIENCE);
        // With a delay the server of JDK 17 waits all of it when it is idle.
        server.stop(0);
        threads.shutDown();
    }
}
