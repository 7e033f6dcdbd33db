package io.github.safemigration.dropin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands in front of a database server, and can be stopped as the server could: the port closes, and all connections. */
final class Relay implements AutoCloseable {

    private final URI server;
    private final ServerSocket port;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean answering = true;

    Relay(String url) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Turns everybody away from now on, or no longer. */
    void answer(boolean answering) {
        this.answering = answering;
    }

    String url() {
        return "jdbc:postgresql://" + port.getInetAddress().getHostAddress() + ":" + port.getLocalPort()
                + server.getPath();
    }

    private void accept() {
        try {
            while (!port.isClosed()) {
                Socket client = port.accept();
                if (!answering) {
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(upstream);
                start(() -> copy(client, upstream));
                start(() -> copy(upstream, client));
            }
        } catch (IOException e) {
            if (!port.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ignored) {
            // One side has closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
