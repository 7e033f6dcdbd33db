package io.github.safemigration.campaign;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One connection through the relay. */
final class Wire implements AutoCloseable {

    private static final int READY_FOR_QUERY = 'Z';
    private static final int LENGTH = 4;

    private final int number;
    private final Socket client;
    private final Socket server;
    private final WireRelay relay;
    private final CountDownLatch cut = new CountDownLatch(1);
    private volatile boolean holdsAnswers;
    private volatile boolean stalled;

    Wire(int number, Socket client, Socket server, WireRelay relay) {
        this.number = number;
        this.client = client;
        this.server = server;
        this.relay = relay;
    }

    /** What the client sends. */
    void forward() {
        pump(() -> {
            Frontend frontend = new Frontend(new BufferedInputStream(client.getInputStream()));
            OutputStream out = server.getOutputStream();
            // What is stopped before a statement has not brought half of it: the client sends it as a whole.
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            Frontend.@Nullable Message message = frontend.next();
            while (message != null) {
                String statement = message.executed();
                if (statement != null) {
                    judge(relay.sending(number, statement));
                }
                together.writeBytes(message.bytes().array());
                if (!message.more()) {
                    waitWhileStalled();
                    together.writeTo(out);
                    out.flush();
                    together.reset();
                }
                message = frontend.next();
            }
        });
    }

    private void judge(Ambush.Verdict verdict) throws InterruptedException {
        if (verdict == Ambush.Verdict.HOLD) {
            relay.ambush().spring();
            relay.ambush().awaitRelease();
        } else if (verdict == Ambush.Verdict.HOLD_ANSWER) {
            holdsAnswers = true;
        }
    }

    /** What the server answers. */
    void backward() {
        pump(() -> {
            DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readInt();
                byte[] body = in.readNBytes(length - LENGTH);
                held.write(type);
                held.writeBytes(ByteBuffer.allocate(LENGTH).putInt(length).array());
                held.writeBytes(body);
                if (holdsAnswers && type == READY_FOR_QUERY) {
                    relay.ambush().spring();
                    relay.ambush().awaitRelease();
                    holdsAnswers = false;
                }
                if (!holdsAnswers) {
                    waitWhileStalled();
                    held.writeTo(out);
                    held.reset();
                    if (in.available() == 0) {
                        out.flush();
                    }
                }
            }
        });
    }

    private void waitWhileStalled() throws InterruptedException {
        if (stalled) {
            cut.await();
        }
    }

    private void pump(Pumping pumping) {
        try {
            pumping.run();
        } catch (EOFException ignored) {
            // One side has closed.
        } catch (IOException ignored) {
            // One side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!stalled) {
                closeQuietly();
            }
        }
    }

    void stall() {
        stalled = true;
    }

    void reset() throws IOException {
        for (Socket socket : List.of(client, server)) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        }
        close();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException ignored) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        stalled = false;
        cut.countDown();
        client.close();
        server.close();
    }

    /** Copies until one side has gone. */
    @FunctionalInterface
    private interface Pumping {
        void run() throws IOException, InterruptedException;
    }
}
