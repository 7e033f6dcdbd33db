package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;

/** A reader of a table that is about to be changed, while a third party has it in a long transaction. */
final class Innocent {

    private static final long NANOS_IN_MILLI = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Innocent() {}

    /** {@return how long the reader was blocked at most, in milliseconds} */
    static long longestMillis(Path folder, Duration others, String... properties) throws Exception {
        try (FreshDatabase database = TestDatabase.fresh();
                Connection other = database.dataSource().getConnection()) {
            database.execute("create table stock (id int primary key, n int)");
            other.setAutoCommit(false);
            other.createStatement().execute("select count(*) from stock");
            TestApplication application = new TestApplication(folder, database)
                    .with(properties)
                    .sql("--changeset campaign:1\nalter table stock add column name text;\n");
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::start);
            await().atMost(PATIENCE).until(() -> isWaiting(database));
            CompletableFuture<Long> longest = CompletableFuture.supplyAsync(() -> read(database, others));
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    () -> rollback(other), CompletableFuture.delayedExecutor(others.toMillis(), TimeUnit.MILLISECONDS));
            end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
            return longest.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void rollback(Connection other) {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long read(FreshDatabase database, Duration others) {
        long until = System.nanoTime() + others.toNanos();
        long longest = 0;
        while (System.nanoTime() < until) {
            long asked = System.nanoTime();
            database.query("select count(*) from stock");
            longest = Math.max(longest, System.nanoTime() - asked);
        }
        return longest / NANOS_IN_MILLI;
    }

    private static boolean isWaiting(FreshDatabase database) {
        return !database.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like 'alter table stock%'")
                .isEmpty();
    }
}
