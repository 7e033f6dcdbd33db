package io.github.safemigration.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ends the sessions of a run, as the end of its process does, while a statement of it waits for a lock. */
final class Crash {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final FreshDatabase database;

    Crash(FreshDatabase database) {
        this.database = database;
    }

    /**
     * Ends the run when a statement of it waits.
     *
     * @param mode the lock that keeps it waiting
     * @param table the table that is locked
     * @param statement what the statement begins with, or null for any
     * @param run the run, which is to fail
     */
    void whileWaitingFor(String mode, String table, @Nullable String statement, Runnable run) {
        whileHeldBack("lock table " + table + " in " + mode + " mode", statement, run);
    }

    /** While a statement waits for a row. */
    void whileWaitingForARow(String table, String statement, Runnable run) {
        whileHeldBack("select 1 from " + table + " for update", statement, run);
    }

    private void whileHeldBack(String by, @Nullable String statement, Runnable run) {
        try (Connection blocker = database.dataSource().getConnection();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute(by);
            CompletableFuture<Void> running = CompletableFuture.runAsync(run);
            String waits = " from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                    + " and query ilike '" + (statement == null ? "" : statement)
                    + "%' and query not ilike 'lock table%'";
            await().atMost(LONGEST)
                    .until(() -> running.isDone()
                            || !database.query("select 1" + waits).isEmpty());
            assertThat(running).as("a statement waits").isNotDone();
            database.query("select pg_terminate_backend(pid)" + waits);
            await().atMost(LONGEST).until(running::isDone);
            running.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
