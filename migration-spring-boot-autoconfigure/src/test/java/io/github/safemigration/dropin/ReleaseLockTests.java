package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.InvalidRequestException;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.ReleasedLock;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A lock that was left behind is freed on request, and only such a one. */
@DatabaseTest(perMethod = true)
class ReleaseLockTests {

    private static final String ONE = "--changeset ann:1\ncreate table one (id int);\n";
    private static final String TWO = "--changeset ann:2\ncreate table two (id int);\n";
    private static final MigrationRequest REQUEST =
            new MigrationRequest("default", RunTrigger.API, "ops", "pod-7 was evicted");

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(ONE);
        application.start().close();
    }

    @Test
    void aForeignRowIsFreedAndItIsKeptWhoAskedForIt() {
        lock("pod-7 (10.1.2.3)");
        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);

            ReleasedLock released = service.releaseLock(REQUEST);

            assertThat(released.holder())
                    .extracting(LockHolder::owner, LockHolder::ours)
                    .containsExactly("pod-7 (10.1.2.3)", false);
            assertThat(service.run("default", String.valueOf(released.runId()))).hasValueSatisfying(run -> {
                assertThat(run.kind()).isEqualTo(RunKind.LOCK_RELEASE);
                assertThat(run.actor()).isEqualTo("ops");
                assertThat(run.reason()).contains("pod-7 was evicted", "held by pod-7 (10.1.2.3)");
                assertThat(run.before().applied()).isEqualTo(1);
            });
        }
        assertThat(isLocked()).isEqualTo("false");
    }

    @Test
    void aRowThatNobodyHasPutHisNameToIsFreedToo() {
        database.execute("update databasechangeloglock set locked = true, lockedby = null, lockgranted = null");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            context.getBean(MigrationService.class).releaseLock(REQUEST);
        }
        assertThat(isLocked()).isEqualTo("false");
    }

    @Test
    void aRowOfOursWhoseSessionLivesStays() throws Exception {
        try (Latch latch = Latch.hold(database)) {
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(() -> application
                    .sql(ONE + "--changeset ann:2\nselect * from latch;\n")
                    .start());
            await().atMost(Duration.ofSeconds(30)).until(() -> isLocked().equals("true"));
            try (ConfigurableApplicationContext other =
                    application.with("migration.startup=off").start()) {
                MigrationService service = other.getBean(MigrationService.class);
                assertThatThrownBy(() -> service.releaseLock(REQUEST))
                        .isInstanceOfSatisfying(MigrationException.class, e -> {
                            assertThat(e.failure().kind()).isEqualTo(FailureKind.LOCK_HELD);
                            assertThat(e.failure().message()).contains("(shop", "server process", "session lives");
                            assertThat(e.failure().hint()).contains("pg_terminate_backend(");
                        });
            }
            assertThat(isLocked()).isEqualTo("true");
            latch.release();
            start.get(20, TimeUnit.SECONDS).close();
        }
        assertThat(database.value("select count(*) from migration_run where kind = 'LOCK_RELEASE'"))
                .isEqualTo("0");
    }

    @Test
    void whoWaitsForAForeignRowGoesOnOnceItIsFreed(@TempDir Path folder) throws Exception {
        lock("pod-7 (10.1.2.3)");
        CompletableFuture<ConfigurableApplicationContext> waiting = CompletableFuture.supplyAsync(
                () -> new TestApplication(folder, database).sql(ONE + TWO).start());
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            context.getBean(MigrationService.class).releaseLock(REQUEST);
        }
        waiting.get(20, TimeUnit.SECONDS).close();
        assertThat(database.value("select to_regclass('two')::text")).isEqualTo("two");
    }

    @Test
    void aRunThatWasKilledLongAgoSaysNothingOfWhoHoldsTheLockNow(@TempDir Path folder) throws Exception {
        lock("pod-7 (10.1.2.3)");
        database.execute("update migration_run set outcome = null, started_at = started_at - interval '2 hours',"
                + " progressed_at = progressed_at - interval '2 hours'");
        CompletableFuture<ConfigurableApplicationContext> waiting = CompletableFuture.supplyAsync(
                () -> new TestApplication(folder, database).sql(ONE + TWO).start());
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> !waiting.isDone());
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            context.getBean(MigrationService.class).releaseLock(REQUEST);
        }
        waiting.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void aFreeLockNeedsNothingAndLeavesNoEntry() {
        try (ConfigurableApplicationContext context = application.start()) {
            ReleasedLock released = context.getBean(MigrationService.class).releaseLock(REQUEST);

            assertThat(released.holder()).isNull();
            assertThat(released.runId()).isNull();
        }
        assertThat(database.value("select count(*) from migration_run")).isEqualTo("1");
    }

    @Test
    void withoutAReasonNothingIsFreed() {
        lock("pod-7 (10.1.2.3)");
        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThatThrownBy(() -> service.releaseLock(new MigrationRequest("default", RunTrigger.API, "ops", " ")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("reason");
        }
        assertThat(isLocked()).isEqualTo("true");
    }

    private void lock(String owner) {
        database.execute(
                "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = '" + owner + "'");
    }

    private String isLocked() {
        return String.valueOf(database.value("select locked::text from databasechangeloglock"));
    }
}
