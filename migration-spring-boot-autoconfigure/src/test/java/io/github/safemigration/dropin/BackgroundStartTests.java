package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start that serves first and migrates then. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class BackgroundStartTests {

    /** Waits for as long as somebody else holds the table. */
    private static final String SLOW = "--changeset ann:1\nSELECT count(*) FROM latch;\nCREATE TABLE book (id bigint);";

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    BackgroundStartTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql(SLOW);
        database.execute("CREATE TABLE latch (id int)");
    }

    @Test
    void theServerIsUpFirstAndReadinessComesWithTheMigration() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start()) {
            application.awaitState(TargetState.RUNNING);
            assertThat(status(application, "liveness")).isEqualTo(200);
            assertThat(status(application, "readiness")).isEqualTo(503);
            latch.release();
            await().until(() -> status(application, "readiness") == 200);
            assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void healthDoesNotWaitAtTheGateWhateverItLooksAt() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = StartingApplication.background(
                        changelogs, database, Looking.class, "management.endpoint.health.show-details=always")) {
            application.awaitState(TargetState.RUNNING);
            assertThat(application.get("/actuator/health").body())
                    .contains(
                            "\"db\":{\"details\":{\"database\":\"PostgreSQL\"", "\"looking\":{\"details\":{\"one\":1}");
            latch.release();
        }
    }

    @Test
    void aRunThatIsStillGoingOnLongAfterTheCloseIsCancelledAndToldTruly(CapturedOutput output) {
        changelogs.sql("""
                --changeset ann:1
                CREATE TABLE book (id int);
                --changeset ann:2
                CREATE TABLE half (id int);
                SELECT pg_sleep(60);
                --changeset ann:3
                CREATE TABLE never (id int);
                """);
        try (StartingApplication application = start()) {
            await().untilAsserted(() -> assertThat(database.value("SELECT count(*) FROM pg_stat_activity"
                            + " WHERE query LIKE '%pg_sleep(60)' AND state = 'active' AND pid <> pg_backend_pid()"))
                    .isEqualTo("1"));
            application.close();
        }
        assertThat(database.value("SELECT locked FROM databasechangeloglock")).isEqualTo("f");
        assertThat(database.value("SELECT string_agg(id, ',') FROM databasechangelog"))
                .isEqualTo("1");
        assertThat(database.value("SELECT to_regclass('book')")).isEqualTo("book");
        assertThat(database.value("SELECT to_regclass('half')")).isNull();
        assertThat(database.value("SELECT to_regclass('never')")).isNull();
        assertThat(database.value("SELECT outcome || ' ' || error FROM migration_run"))
                .isEqualTo("STOPPED The application was asked to stop, and the changeset was cancelled");
        assertThat(database.value("SELECT string_agg(changeset_id || outcome, ',' ORDER BY position)"
                        + " FROM migration_history"))
                .isEqualTo("1EXECUTED,2FAILED");
        assertThat(output)
                .contains("its statement is cancelled", "resume at changeset 2 of 3")
                .doesNotContain("cut off");
    }

    @Test
    void aRunThatWaitsForTheLockEndsWithTheApplication() throws Exception {
        changelogs.sql("--changeset ann:1\nSELECT 1;");
        try (StartingApplication first = start()) {
            first.awaitState(TargetState.UP_TO_DATE);
        }
        changelogs.sql("--changeset ann:2\nSELECT 2;");
        database.execute("UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'pod-7'");
        StartingApplication application = start();
        application.awaitState(TargetState.WAITING_FOR_LOCK);
        application.context();
        assertThat(durationOf(application::close)).isLessThan(Duration.ofSeconds(5));
        assertThat(database.value("SELECT lockedby FROM databasechangeloglock")).isEqualTo("pod-7");
    }

    @Test
    void aFailureHoldsItUnready() throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (StartingApplication application = start()) {
            ConfigurableApplicationContext context = application.context();
            application.awaitState(TargetState.FAILED);
            assertThat(status(application, "liveness")).isEqualTo(200);
            assertThat(status(application, "readiness")).isEqualTo(503);
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void onHaltFailEndsTheApplication() throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (StartingApplication application = start("migration.on-halt=fail")) {
            ConfigurableApplicationContext context = application.context();
            await().until(() -> !context.isActive());
        }
        await().untilAsserted(() -> assertThat(
                        database.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()"))
                .isEqualTo("0"));
    }

    @Test
    void anEndInMidRunLetsTheChangesetEndAndLeavesNoLock() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start()) {
            ConfigurableApplicationContext context = application.context();
            await().until(() -> !database.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    .isEmpty());
            Thread closing = new Thread(context::close);
            closing.start();
            await().until(() -> !context.isRunning() || closing.getState() == Thread.State.TIMED_WAITING);
            latch.release();
            closing.join();
        }
        assertThat(database.value("SELECT locked FROM databasechangeloglock")).isEqualTo("f");
        assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
    }

    private static int status(StartingApplication application, String group) throws Exception {
        return application.get("/actuator/health/" + group).statusCode();
    }

    private StartingApplication start(String... properties) {
        return StartingApplication.background(changelogs, database, StartingApplication.Web.class, properties);
    }

    private static Duration durationOf(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Looks at the database in a way of its own. */
    static class Looking extends StartingApplication.Web {

        @Bean
        HealthIndicator lookingHealthIndicator(JdbcClient client) {
            return () -> Health.up()
                    .withDetail(
                            "one", client.sql("SELECT 1").query(Integer.class).single())
                    .build();
        }
    }
}
