package io.github.safemigration.boot.probe;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A few daemon threads that know how many requests they have in hand. */
final class ProbeThreads implements Executor {

    // A client that sends half a request holds a thread: with two of them two such clients would silence all probes.
    private static final int THREADS = 8;

    private final ThreadPoolExecutor pool;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition idle = lock.newCondition();

    private int inHand;

    ProbeThreads(String name) {
        pool = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable request) {
        count(1);
        try {
            pool.execute(() -> {
                try {
                    request.run();
                } finally {
                    count(-1);
                }
            });
        } catch (RuntimeException ex) {
            count(-1);
            throw ex;
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            inHand += change;
            if (inHand == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no request is in hand, or the patience is over. */
    void awaitIdle(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (inHand > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void shutDown() {
        pool.shutdownNow();
    }
}
