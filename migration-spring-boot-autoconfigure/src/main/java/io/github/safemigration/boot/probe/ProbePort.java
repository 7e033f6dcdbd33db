package io.github.safemigration.boot.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;

/**
 * A port that the application is about to open.
 * @param role who is going to open it
 * @param address address to bind, or {@code null} for all
 * @param port number of the port
 * @param ssl how the application will serve it over TLS, or {@code null} if it will not
 * @param routes the paths that are served there
 */
record ProbePort(
        ProbeRole role,
        @Nullable InetAddress address,
        int port,
        @Nullable Ssl ssl,
        ProbeRoutes routes) {

    InetSocketAddress socketAddress() {
        return address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }
}
