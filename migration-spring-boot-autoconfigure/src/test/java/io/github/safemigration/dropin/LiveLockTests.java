package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The lock lives as long as who holds it. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class LiveLockTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int);
            """;

    private static final String LONG = """
            --changeset ann:2
            create table two as select case when (select count(*) from one) = 0 then pg_sleep(60)::text end as slept;
            """;

    private static final String LOCK_HOLDER = " pg_stat_activity where datname = current_database()"
            + " and query like 'set local idle_in_transaction_session_timeout%'";

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
        application.sql(ONE).start().close();
    }

    @Test
    void aRowOfOursWhoseOwnerIsGoneIsFreedLoudly(CapturedOutput output) {
        database.execute("update databasechangeloglock set locked = true, lockgranted = now(),"
                + " lockedby = 'pod-7 (shop 1.0) [safemigration 2147483647@1]'");

        application
                .sql(ONE + "--changeset ann:2\ncreate table two (id int);\n")
                .start()
                .close();

        assertThat(output).contains("left behind by pod-7 (shop 1.0), which is gone");
        assertThat(database.value("select to_regclass('two')::text")).isEqualTo("two");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void aRunThatLosesItsLockEndsAndIsNotHalfDone(CapturedOutput output) throws Exception {
        CompletableFuture<ConfigurableApplicationContext> start =
                CompletableFuture.supplyAsync(() -> application.sql(ONE + LONG).start());
        await().atMost(Duration.ofSeconds(30)).until(() -> isSleeping() && isHeld());

        database.execute("do $$ begin perform pg_terminate_backend(pid) from" + LOCK_HOLDER + "; end $$");

        assertThatThrownBy(() -> start.get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("The connection that holds the changelog lock is gone, and the run was ended");
        assertThat(start).isCompletedExceptionally();
        await().atMost(Duration.ofSeconds(5)).until(() -> !isSleeping());
        assertThat(output).contains("The connection that holds the migration lock is gone");
        assertThat(database.value("select to_regclass('two')::text")).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
    }

    @Test
    void whoWaitsGoesOnAsSoonAsTheOthersStatementHasEnded(@TempDir Path folder) throws Exception {
        CompletableFuture<ConfigurableApplicationContext> first =
                CompletableFuture.supplyAsync(() -> application.sql(ONE + LONG).start());
        await().atMost(Duration.ofSeconds(30)).until(() -> isSleeping() && isHeld());
        TestApplication other = new TestApplication(folder, database).sql(ONE + LONG);
        database.execute("insert into one values (1)");
        // What is left of a process that was killed a moment ago: its statement, and no lock.
        database.execute("do $$ begin perform pg_terminate_backend(pid) from" + LOCK_HOLDER + "; end $$");
        CompletableFuture<ConfigurableApplicationContext> next = CompletableFuture.supplyAsync(other::start);
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).isNotNull();

        next.get(15, TimeUnit.SECONDS).close();

        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("2");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void aRunThatWasOvertakenWritesNothingMore() throws Exception {
        CompletableFuture<ConfigurableApplicationContext> start =
                CompletableFuture.supplyAsync(() -> application.sql(ONE + LONG).start());
        await().atMost(Duration.ofSeconds(30)).until(() -> isSleeping() && isHeld());
        // As another owner does, whom this one does not know of.
        database.execute("update migration_lock set token = token + 1");

        database.execute("do $$ begin perform pg_cancel_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and query like 'create table two as select case%'; end $$");

        assertThatThrownBy(() -> start.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
        assertThat(database.value("select count(*) from migration_history where changeset_id = '2'"))
                .isEqualTo("0");
    }

    @Test
    void aChangesetOfARunThatWasOvertakenIsUndone() {
        String overtaken = ONE + """
                --changeset ann:2
                create table two (id int);
                update migration_lock set token = token + 1;
                """;

        assertThatThrownBy(() -> application.sql(overtaken).start())
                .hasStackTraceContaining("has lost the changelog lock");
        assertThat(database.value("select to_regclass('two')::text")).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
    }

    @Test
    void whoWaitsIsToldWhoRunsAndHowFarItIs(@TempDir Path folder, CapturedOutput output) throws Exception {
        CompletableFuture<ConfigurableApplicationContext> first =
                CompletableFuture.supplyAsync(() -> application.sql(ONE + LONG).start());
        await().atMost(Duration.ofSeconds(30)).until(() -> isSleeping() && isHeld());
        TestApplication other = new TestApplication(folder, database).sql(ONE + LONG);

        assertThatThrownBy(() -> other.with("migration.lock.wait=1s").start())
                .hasMessageContaining("The changelog lock is held by ")
                .hasMessageContaining(", at changeset 1 of 1, and nothing has moved for ");
        assertThat(output)
                .containsPattern("waiting for the changelog lock, which is held by .* since .*, at changeset");
        database.execute("do $$ begin perform pg_cancel_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and query like 'create table two as select case%'; end $$");
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    /** Else every CREATE INDEX CONCURRENTLY would wait for it. */
    @Test
    void whoHoldsTheLockHasNoSnapshot() throws Exception {
        application.sql(ONE + """
                --changeset ann:2 runInTransaction:false
                create index concurrently one_ix on one (id);
                """).start().close();

        assertThat(database.value("select indisvalid::text from pg_index where indexrelid = 'one_ix'::regclass"))
                .isEqualTo("true");
    }

    private boolean isSleeping() {
        return !database.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and state = 'active' and query like 'create table two as select case%'")
                .isEmpty();
    }

    private boolean isHeld() {
        return !database.query("select 1 from" + LOCK_HOLDER + " and state = 'idle in transaction'")
                .isEmpty();
    }
}
