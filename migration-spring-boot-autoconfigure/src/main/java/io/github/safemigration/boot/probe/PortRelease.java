package io.github.safemigration.boot.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until nobody listens on a port any more. */
final class PortRelease {

    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private PortRelease() {}

    /** Returns when the address can be bound, or the patience is over. */
    static void await(InetSocketAddress address, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!isFree(address) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** A socket that is bound but does not listen: nobody can connect to it by mistake. */
    private static boolean isFree(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException ex) {
            return false;
        }
    }
}
