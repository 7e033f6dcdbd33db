package io.github.safemigration.adapter.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * Lets a Tomcat whose port is not open yet answer a first request, which takes long because nothing is loaded. The
 * request comes over a socket in a folder that only this user can enter, so that nobody else gets in before the port
 * with its own rules is open.
 */
public final class TomcatWarmUp {

    private TomcatWarmUp() {}

    /** Whether the server is a Tomcat. */
    public static boolean supports(WebServer server) {
        return server instanceof TomcatWebServer;
    }

    /**
     * Sends a GET request and waits until it is answered in whatever way.
     * @param patience longest time to wait for the answer
     * @throws Exception if there was no answer; the server is then as it was before
     */
    public static void request(WebServer server, String path, Duration patience) throws Exception {
        Service service = ((TomcatWebServer) server).getTomcat().getService();
        Path folder = Files.createTempDirectory("migration");
        try {
            Path socket = folder.resolve("http");
            Connector connector = connector(socket);
            service.addConnector(connector);
            try {
                CompletableFuture.runAsync(() -> get(socket, path), TomcatWarmUp::onDaemon)
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                remove(connector, service);
                Files.deleteIfExists(socket);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private static Connector connector(Path socket) {
        Connector connector = new Connector();
        connector.setProperty("unixDomainSocketPath", socket.toString());
        connector.setProperty("maxThreads", "1");
        connector.setProperty("minSpareThreads", "1");
        return connector;
    }

    private static void remove(Connector connector, Service service) throws LifecycleException {
        service.removeConnector(connector);
        connector.destroy();
    }

    private static void onDaemon(Runnable task) {
        Thread thread = new Thread(task, "migration-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void get(Path socket, String path) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            InputStream answer = Channels.newInputStream(channel);
            answer.readAllBytes();
        } catch (IOException ex) {
            throw new IllegalStateException("Tomcat did not answer", ex);
        }
    }
}
