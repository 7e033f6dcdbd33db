package io.github.safemigration.engine.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Threads that work for targets, as many at once as may. */
final class SeveralTargets {

    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger number = new AtomicInteger();
    private final int atOnce;
    private final ThreadPoolExecutor requests;

    SeveralTargets(int atOnce) {
        this.atOnce = atOnce;
        this.requests = threads(atOnce);
    }

    /** Sooner or later, on a thread of its own. */
    void later(Runnable work) {
        requests.execute(work);
    }

    /** Does something for each of the targets; an exception of the work is thrown when all are through. */
    <T extends @Nullable Object> List<T> each(List<String> targets, Function<String, T> work) {
        if (atOnce == 1 || targets.size() < 2) {
            return targets.stream().map(work).toList();
        }
        ExecutorService threads = threads(Math.min(atOnce, targets.size()));
        try {
            List<Future<T>> answers = new ArrayList<>();
            for (String target : targets) {
                answers.add(threads.submit(() -> work.apply(target)));
            }
            return answers(answers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T extends @Nullable Object> List<T> answers(List<Future<T>> futures) {
        List<T> answers = new ArrayList<>();
        @Nullable RuntimeException failure = null;
        for (Future<T> future : futures) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                failure = e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while targets are worked for", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return answers;
    }

    private ThreadPoolExecutor threads(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::daemon);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "migration-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
