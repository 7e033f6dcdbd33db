package io.github.safemigration.boot.probe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A server that has nothing else to do, probed like the one that is tested: what it leaves unanswered, the machine does. A
 * machine that is busy otherwise must not fail a test, and an idle one must not excuse anything.
 */
final class Control implements AutoCloseable {

    /** Answers on an idle machine come so close together. */
    private static final Duration IDLE = Duration.ofMillis(60);

    private final HttpServer server;
    private final Prober prober;

    Control(Duration period) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        prober = new Prober("http://localhost:" + server.getAddress().getPort() + "/", period);
    }

    /** What is allowed on this machine where this bound is promised on an idle one. */
    Duration allowed(Duration bound, long from, long to) {
        Duration silence = prober.longestSilence(from, to).length();
        return silence.compareTo(IDLE) <= 0 ? bound : bound.plus(silence.multipliedBy(2));
    }

    @Override
    public void close() {
        prober.close();
        server.stop(0);
    }
}
