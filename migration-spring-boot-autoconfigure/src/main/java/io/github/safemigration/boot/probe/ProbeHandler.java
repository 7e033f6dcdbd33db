package io.github.safemigration.boot.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one port. */
final class ProbeHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(ProbeHandler.class);

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ProbeRoutes routes;

    private final Supplier<@Nullable ProbeStatus> status;

    private final String retryAfter;

    private volatile @Nullable String probedPath;

    ProbeHandler(ProbeRoutes routes, Supplier<@Nullable ProbeStatus> status, String retryAfter) {
        this.routes = routes;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, replyTo(exchange));
        }
    }

    private ProbeReply replyTo(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path == null || !READING.contains(exchange.getRequestMethod())) {
            return notYet();
        }
        return switch (routes.kindOf(path)) {
            case LIVENESS -> live(exchange);
            case READINESS -> ProbeReply.OUT_OF_SERVICE;
            case STATUS -> status();
            case OTHER -> notYet();
        };
    }

    private ProbeReply live(HttpExchange exchange) {
        probedPath = exchange.getRequestURI().getRawPath();
        return ProbeReply.UP;
    }

    @Nullable
    String probedPath() {
        return probedPath;
    }

    private ProbeReply notYet() {
        ProbeStatus source = status.get();
        return source != null && source.isHalted() ? ProbeReply.HALTED : ProbeReply.STARTING;
    }

    private ProbeReply status() {
        ProbeStatus source = status.get();
        if (source == null) {
            return ProbeReply.STARTING;
        }
        try {
            return ProbeReply.actuator(200, source.json());
        } catch (RuntimeException ex) {
            log.debug("The status of the migration cannot be told", ex);
            return ProbeReply.STARTING;
        }
    }

    private void send(HttpExchange exchange, ProbeReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        // A connection that is kept open would be cut at the hand-over, perhaps with the next request on its way.
        exchange.getResponseHeaders().set("Connection", "close");
        if (reply.asksToRetry()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        byte[] body = reply.bytes();
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
