package io.github.safemigration.boot.probe;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Answers probes on the ports that the application is about to open: liveness with 200, readiness with 503. Safe for
 * use by several threads; closing it twice does no harm.
 */
public final class ProbeResponder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProbeResponder.class);

    private final Map<ProbeRole, ProbeServer> servers = new EnumMap<>(ProbeRole.class);

    private final String retryAfter;

    private final CompletableFuture<Void> opening;

    private volatile @Nullable ProbeStatus status;

    /**
     * Begins to open every port that the application is about to open and that has a number, without making the caller
     * wait. A port that cannot be opened is told in one warning and left out.
     * @param environment the properties of the application
     * @param loader finds key stores and certificates
     * @param servlet whether the application is a servlet application, not a reactive one
     * @param retryAfter what the header {@code Retry-After} says, in seconds
     */
    public ProbeResponder(Environment environment, ResourceLoader loader, boolean servlet, String retryAfter) {
        this.retryAfter = retryAfter;
        this.opening = CompletableFuture.runAsync(() -> open(environment, loader, servlet), ProbeResponder::onDaemon);
    }

    private static void onDaemon(Runnable task) {
        Thread thread = new Thread(task, "migration-probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void open(Environment environment, ResourceLoader loader, boolean servlet) {
        try {
            List<ProbePort> ports = new ProbePorts(environment, servlet).all();
            if (ports.stream().anyMatch(port -> port.ssl() != null)) {
                onDaemon(new ProbeTlsWarmUp());
            }
            for (ProbePort port : ports) {
                open(port, environment, loader);
            }
        } catch (RuntimeException ex) {
            warn("probes", ex);
        }
    }

    private void open(ProbePort port, Environment environment, ResourceLoader loader) {
        try {
            ProbeTls tls = port.ssl() == null ? null : ProbeTls.of(port.ssl(), environment, loader);
            ProbeHandler handler = new ProbeHandler(port.routes(), () -> status, retryAfter);
            add(port.role(), ProbeServer.open(port.socketAddress(), tls, handler));
            log.debug("Answering probes on port {} until the application opens it", port.port());
        } catch (IOException | RuntimeException ex) {
            warn("probes on port " + port.port(), ex);
        }
    }

    private static void warn(String what, Exception ex) {
        log.warn(
                "Cannot answer {} before the web server does ({}). The start goes on;"
                        + " migration.probe-responder.enabled=false makes it do so without this attempt.",
                what,
                ex.getMessage());
        log.debug("The attempt that failed", ex);
    }

    private synchronized void add(ProbeRole role, ProbeServer server) {
        servers.put(role, server);
    }

    private synchronized @Nullable ProbeServer remove(ProbeRole role) {
        return servers.remove(role);
    }

    /**
     * Shows this status where the {@code migrations} endpoint is exposed; until then that path says only that the
     * application is starting.
     */
    public void show(ProbeStatus status) {
        this.status = status;
    }

    /** The liveness path that was asked for last on this port, or {@code null} if nobody asked. */
    public synchronized @Nullable String probedPath(ProbeRole role) {
        ProbeServer server = servers.get(role);
        return server == null ? null : server.probedPath();
    }

    /** Leaves a port to the web server that is about to open it, once the requests in hand are answered. */
    public void leave(ProbeRole role) {
        opening.join();
        ProbeServer server = remove(role);
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void close() {
        for (ProbeRole role : ProbeRole.values()) {
            leave(role);
        }
    }
}
