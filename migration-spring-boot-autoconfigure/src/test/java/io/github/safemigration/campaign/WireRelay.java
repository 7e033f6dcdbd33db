package io.github.safemigration.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between an application and its database, reads along, and stops or cuts the traffic where it is told to. */
final class WireRelay implements AutoCloseable {

    private final URI server;
    private final ServerSocket port;
    private final Queue<Wire> wires = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger counter = new AtomicInteger();
    private final Ambush ambush;
    private volatile boolean stalled;

    private WireRelay(String url, Ambush ambush) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.ambush = ambush;
        start(this::accept);
    }

    static WireRelay to(String url, Ambush ambush) throws IOException {
        return new WireRelay(url, ambush);
    }

    String url() {
        String query = server.getQuery() == null ? "" : "&" + server.getQuery();
        return "jdbc:postgresql://" + port.getInetAddress().getHostAddress() + ":" + port.getLocalPort()
                + server.getPath() + "?sslmode=disable&gssEncMode=disable" + query;
    }

    /** {@return what was sent until now, over all connections} */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Does to all connections what a network may do. */
    void cut(Cut how) throws IOException {
        stalled = how == Cut.STALL;
        for (Wire wire : wires) {
            switch (how) {
                case STALL -> wire.stall();
                case RESET -> wire.reset();
                case DROP -> wire.close();
            }
        }
    }

    private void accept() {
        try {
            while (!port.isClosed()) {
                Socket client = port.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                upstream.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                Wire wire = new Wire(counter.incrementAndGet(), client, upstream, this);
                wires.add(wire);
                if (stalled) {
                    wire.stall();
                }
                start(wire::forward);
                start(wire::backward);
            }
        } catch (IOException e) {
            if (!port.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Ambush.Verdict sending(int wire, String statement) {
        sent.add(new Sent(System.nanoTime(), wire, statement));
        return ambush.sending(wire, statement);
    }

    Ambush ambush() {
        return ambush;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        ambush.release();
        cut(Cut.DROP);
    }

    /** What can happen to a connection. */
    enum Cut {
        DROP,
        STALL,
        RESET
    }

    /**
     * A statement that was sent to be executed.
     *
     * @param nanos when, as {@link System#nanoTime()}
     * @param wire on which connection
     * @param statement its text
     */
    record Sent(long nanos, int wire, String statement) {}
}
