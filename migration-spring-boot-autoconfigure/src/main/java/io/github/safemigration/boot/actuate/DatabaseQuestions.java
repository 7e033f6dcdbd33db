package io.github.safemigration.boot.actuate;

import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.workflow.MigrationService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks databases with a time limit: a status must be readable most of all when a database hangs. */
final class DatabaseQuestions {

    private static final Logger logger = LoggerFactory.getLogger(DatabaseQuestions.class);
    private static final int AT_ONCE = 8;

    private final MigrationService service;
    private final Duration limit;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), DatabaseQuestions::daemon);

    DatabaseQuestions(MigrationService service, Duration limit) {
        this.service = service;
        this.limit = limit;
    }

    DatabaseAnswer ask(String target) {
        try {
            Future<DatabaseAnswer> answer = threads.submit(() -> answer(target));
            try {
                return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                answer.cancel(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DatabaseAnswer.NONE;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            logger.debug("The database of target '{}' did not answer within {}", target, limit, e);
            return DatabaseAnswer.NONE;
        }
    }

    private DatabaseAnswer answer(String target) {
        List<MigrationRun> newest = service.history(target, 0, 1).runs();
        return new DatabaseAnswer(newest.isEmpty() ? null : newest.get(0), service.lockHolder(target));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "migrations-endpoint");
        thread.setDaemon(true);
        return thread;
    }
}
