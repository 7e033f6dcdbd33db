package io.github.safemigration.boot.probe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/** Reads from the environment which ports the application is about to open, as the web servers themselves will. */
final class ProbePorts {

    private static final int DEFAULT_PORT = 8080;

    private final Binder binder;

    private final ManagementPortType management;

    private final ProbePaths paths;

    ProbePorts(Environment environment, boolean servlet) {
        this.binder = Binder.get(environment);
        this.management = ManagementPortType.get(environment);
        this.paths = new ProbePaths(environment, servlet);
    }

    List<ProbePort> all() {
        List<ProbePort> ports = new ArrayList<>();
        boolean shared = management == ManagementPortType.SAME;
        add(ports, ProbeRole.SERVER, "server", bind("server.ssl", Ssl.class), paths.onServer(shared));
        if (management == ManagementPortType.DIFFERENT) {
            Ssl own = bind("management.server.ssl", Ssl.class);
            Ssl ssl = own != null ? own : bind("server.ssl", Ssl.class);
            add(ports, ProbeRole.MANAGEMENT, "management.server", ssl, paths.onManagement());
        }
        return ports;
    }

    private void add(List<ProbePort> ports, ProbeRole role, String prefix, @Nullable Ssl ssl, ProbeRoutes routes) {
        Integer configured = bind(prefix + ".port", Integer.class);
        int port = configured != null ? configured : DEFAULT_PORT;
        if (port > 0) {
            InetAddress address = bind(prefix + ".address", InetAddress.class);
            ports.add(new ProbePort(role, address, port, Ssl.isEnabled(ssl) ? ssl : null, routes));
        }
    }

    private <T> @Nullable T bind(String name, Class<T> type) {
        return binder.bind(name, type).orElse(null);
    }
}
