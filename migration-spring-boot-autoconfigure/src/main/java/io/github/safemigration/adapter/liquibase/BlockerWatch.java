package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock;
import io.github.safemigration.engine.model.Blocker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, while a statement of ours waits for its lock, who has it: once the statement has given up nobody can tell any
 * more. Of a statement that may wait long it tells every half minute.
 */
final class BlockerWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(BlockerWatch.class);

    private static final Duration TELLING = Duration.ofSeconds(30);

    private final DatabaseLock database;
    private final IntSupplier backend;
    private final BiConsumer<List<Blocker>, Duration> patient;
    private final List<Future<?>> looks = new ArrayList<>();
    private @Nullable ScheduledExecutorService thread;
    private volatile List<Blocker> seen = List.of();
    private volatile long began;
    private volatile Duration took = Duration.ZERO;

    /**
     * Creates the watch; looks at nothing yet.
     *
     * @param database knows who waits for whom
     * @param backend the server process that works for us; 0 if that is not known
     * @param patient hears whom a statement waits for that may wait long, and for how long it has
     */
    BlockerWatch(DatabaseLock database, IntSupplier backend, BiConsumer<List<Blocker>, Duration> patient) {
        this.database = database;
        this.backend = backend;
        this.patient = patient;
    }

    /**
     * A statement is sent.
     *
     * @param limit how long it may wait for its lock, or null if that is not known
     */
    void began(@Nullable Duration limit) {
        began = System.nanoTime();
        seen = List.of();
        int pid = backend.getAsInt();
        if (limit == null || limit.isZero() || pid == 0) {
            return;
        }
        if (limit.compareTo(TELLING) > 0) {
            every(TELLING, () -> tell(pid));
        } else {
            // Twice, as the first to have kept us waiting may be gone before the last.
            once(limit.multipliedBy(6).dividedBy(10), () -> look(pid));
            once(limit.multipliedBy(9).dividedBy(10), () -> look(pid));
        }
    }

    private void once(Duration after, Runnable work) {
        looks.add(thread().schedule(work, after.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void every(Duration period, Runnable work) {
        looks.add(thread().scheduleAtFixedRate(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    }

    private ScheduledExecutorService thread() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread created = new Thread(work, "migration-blockers");
                created.setDaemon(true);
                return created;
            });
        }
        return thread;
    }

    private void look(int pid) {
        try {
            List<Blocker> blockers = database.blockers(pid);
            if (!blockers.isEmpty()) {
                seen = blockers;
            }
        } catch (SQLException | RuntimeException e) {
            logger.debug("Who keeps a statement waiting could not be read", e);
        }
    }

    private void tell(int pid) {
        look(pid);
        if (!seen.isEmpty()) {
            patient.accept(seen, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** The statement is over. */
    void ended() {
        took = Duration.ofNanos(System.nanoTime() - began);
        looks.forEach(look -> look.cancel(false));
        looks.clear();
    }

    /** {@return how long the last statement took} */
    Duration took() {
        return took;
    }

    /** {@return who kept the last statement waiting; empty if nobody was seen} */
    List<Blocker> seen() {
        return seen;
    }

    @Override
    public void close() {
        ended();
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
