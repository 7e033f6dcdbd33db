package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationResult;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.RunningApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application that migrates only when a test says so, through the changelog {@code endpoint.xml}. */
final class EndpointScenario implements AutoCloseable {

    private static final String LOCK = "UPDATE databasechangeloglock SET locked = true, lockgranted = now(),"
            + " lockedby = 'another-pod (10.0.0.7)'";
    private static final String LEFT_BEHIND = "UPDATE databasechangeloglock SET locked = true, lockgranted = now(),"
            + " lockedby = 'a-pod (shop 1.0) [safemigration 2147483647@1]'";
    private static final String UNLOCK =
            "UPDATE databasechangeloglock SET locked = false, lockgranted = null, lockedby = null";

    private final FreshDatabase database;
    private final RunningApplication application;

    EndpointScenario(FreshDatabase database, String... properties) {
        this(database, RunningApplication.servlet(App.class, database, all(properties)));
    }

    private EndpointScenario(FreshDatabase database, RunningApplication application) {
        this.database = database;
        this.application = application;
    }

    static EndpointScenario reactive(FreshDatabase database) {
        return new EndpointScenario(database, RunningApplication.reactive(App.class, database, all()));
    }

    private static String[] all(String... properties) {
        String[] all = new String[properties.length + 5];
        all[0] = "migration.startup=off";
        all[1] = "spring.liquibase.change-log=classpath:changelogs/endpoint.xml";
        all[2] = "spring.liquibase.contexts=test";
        all[3] = "spring.application.name=people";
        all[4] = "migration.atomic=auto";
        System.arraycopy(properties, 0, all, 5, properties.length);
        return all;
    }

    RunningApplication application() {
        return application;
    }

    MigrationService service() {
        return application.bean(MigrationService.class);
    }

    /** Runs into the changeset that names a column that is not there. */
    void runAndFail() {
        try {
            service().migrate(new MigrationRequest("default", RunTrigger.API, null));
            throw new AssertionError("must not succeed");
        } catch (MigrationException e) {
            assertThat(e.failure().sqlState()).isEqualTo("42703");
        }
    }

    void mend() {
        database.execute("ALTER TABLE person ADD COLUMN nam varchar(100)");
    }

    /** As a build does that fails. */
    void breakAnIndex() {
        database.execute(
                "CREATE INDEX broken_ix ON person (nam)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_ix'::regclass");
    }

    /** Makes the last changeset pending again. */
    void forgetTheLast() {
        database.execute("DELETE FROM databasechangelog WHERE id = '5-custom'");
    }

    void loseDatabase() {
        database.close();
    }

    void whileEdited(Runnable check) {
        String rows = " WHERE orderexecuted = 1";
        String right = database.value("SELECT md5sum FROM databasechangelog" + rows);
        database.execute("UPDATE databasechangelog SET md5sum = '9:0123456789abcdef0123456789abcdef'" + rows);
        assertThatThrownBy(() -> service().check("default")).hasMessageContaining("edited");
        check.run();
        database.execute("UPDATE databasechangelog SET md5sum = '" + right + "'" + rows);
        service().check("default");
    }

    void whileLocked(Runnable check) {
        database.execute(LEFT_BEHIND);
        check.run();
        database.execute(UNLOCK);
    }

    /** Does something while a run waits for the changelog lock, then lets it go on to the end. */
    void whileWaiting(Runnable work) {
        database.execute(LOCK);
        CompletableFuture<MigrationResult> run = start();
        awaitState(TargetState.WAITING_FOR_LOCK);
        work.run();
        database.execute(UNLOCK);
        run.join();
    }

    /** Does something while a changeset runs, then lets it go on to the end. */
    void whileRunning(Runnable work) throws SQLException {
        try (Connection blocker = database.dataSource().getConnection()) {
            blocker.createStatement().execute("SELECT pg_advisory_lock(4711)");
            CompletableFuture<MigrationResult> run = start();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                var progress = service().status("default").progress();
                return progress != null
                        && progress.statement() != null
                        && progress.statement().contains("4711");
            });
            work.run();
            blocker.createStatement().execute("SELECT pg_advisory_unlock(4711)");
            run.join();
        }
    }

    /** Does something while a run of this application waits for that of another one, which the caller lets go on. */
    CompletableFuture<MigrationResult> whileAnotherRuns(Runnable work) {
        CompletableFuture<MigrationResult> run = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var holder = service().status("default").waitingFor();
            return holder != null && holder.progress() != null;
        });
        work.run();
        return run;
    }

    private CompletableFuture<MigrationResult> start() {
        return CompletableFuture.supplyAsync(() ->
                service().migrate(new MigrationRequest("default", RunTrigger.API, "ada", "the column is needed")));
    }

    private void awaitState(TargetState state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service().status("default").state() == state);
    }

    @Override
    public void close() {
        application.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class App {}
}
