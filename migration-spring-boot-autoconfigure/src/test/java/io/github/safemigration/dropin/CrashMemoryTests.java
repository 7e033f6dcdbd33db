package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A start that finds a changeset which failed before says so with the first error, whatever the later ones were. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class CrashMemoryTests {

    private static final String ONE = "--changeset ann:1\ncreate table one (id int);\n";
    private static final String BROKEN = ONE + "--changeset ann:2\ninsert into nowhere values (1);\n";

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(BROKEN);
        application.file("application.properties", "spring.application.version=1.4");
        assertThatThrownBy(application::start).hasMessageContaining("nowhere");
    }

    @Test
    void theFirstErrorIsToldWhenWhereAndHowOften(CapturedOutput output) {
        database.execute("update migration_history set error = 'the first error', sql_state = '42P01',"
                + " started_at = started_at - interval '1 hour' where outcome = 'FAILED'");
        failureOf(application);
        int before = output.getAll().length();

        Failure third = failureOf(application);

        assertThat(third.message()).contains("nowhere");
        assertThat(third.details())
                .contains("failed before", "version 1.4", "2 times in all", "the first error", "SQLSTATE 42P01");
        String log = output.getAll().substring(before);
        assertThat(log).containsSubsequence("failed before", "the first error", "running 1 changeset");
    }

    @Test
    void aRepetitionIsKeptWithoutItsSql() {
        failureOf(application);
        failureOf(application);

        assertThat(database.value("select count(*) from migration_history where outcome = 'FAILED'"))
                .isEqualTo("3");
        assertThat(database.value("select count(statements) from migration_history where outcome = 'FAILED'"))
                .isEqualTo("1");
    }

    @Test
    void ifWishedItIsNotTriedAgainUntilItIsChangedOrSomebodyAsks() {
        application.with("migration.retry-failed=never");
        String runs = database.value("select count(*) from migration_run");

        Failure failure = failureOf(application);

        assertThat(failure.message()).contains("nowhere", "not tried again");
        assertThat(database.value("select count(*) from migration_run")).isEqualTo(runs);

        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThatThrownBy(() -> service.migrate(new MigrationRequest("default", RunTrigger.COMMAND, "ann")))
                    .hasMessageContaining("nowhere");
        }
        assertThat(database.value("select count(*) from migration_run")).isNotEqualTo(runs);

        application
                .with("migration.startup=blocking")
                .sql(BROKEN.replace("nowhere", "one"))
                .start()
                .close();
        assertThat(database.value("select count(*) from one")).isEqualTo("1");
    }

    @Test
    void whatHasGoneThroughSinceHasNotFailed(CapturedOutput output) {
        String always = ONE + "--changeset ann:2 runAlways:true\ninsert into later values (1);\n";
        application.sql(always);
        failureOf(application);
        database.execute("create table later (id int)");
        application.start().close();
        int before = output.getAll().length();

        application.with("migration.retry-failed=never").start().close();

        assertThat(database.value("select count(*) from later")).isEqualTo("2");
        assertThat(output.getAll().substring(before)).doesNotContain("failed before");
    }

    /** Else its first statement would be sent once more. */
    @Test
    void whatAHalfDoneChangesetHasDoneIsNotThinnedOut() {
        application.with("migration.history.keep-idle-runs=1");
        String half = """
                --changeset ann:3 runInTransaction:false
                insert into one values (7);
                insert into later values (1);
                """;
        application.sql(ONE + half);
        failureOf(application);
        failureOf(application);
        String before = "--changeset ann:2b\ncreate table later (id %s);\n";
        application.sql(ONE + before.formatted("nothing") + half);
        for (int restart = 0; restart < 4; restart++) {
            failureOf(application);
        }

        application.sql(ONE + before.formatted("int") + half).start().close();

        assertThat(database.value("select count(*) from one where id = 7")).isEqualTo("1");
        assertThat(database.value("select count(*) from later")).isEqualTo("1");
    }

    @Test
    void aConnectionThatBrokeIsNoFailureOfTheChangeset() {
        for (String state : List.of("08006", "57P01", "55P03", "40P01")) {
            database.execute("update migration_history set sql_state = '" + state + "' where outcome = 'FAILED'");
            assertThat(failureOf(application).details()).as(state).isNull();
        }
    }

    @Test
    void fiftyRestartsAreThinnedOutAndTheFirstFailureStays() {
        application.with("migration.history.keep-idle-runs=3");
        String first = database.value("select run_id from migration_history where outcome = 'FAILED'");
        for (int restart = 0; restart < 6; restart++) {
            failureOf(application);
        }

        assertThat(database.value("select count(*) from migration_run where outcome = 'FAILED'"))
                .isEqualTo("5");
        assertThat(database.value("select count(*) from migration_run where id = ?", String.valueOf(first)))
                .isEqualTo("1");
        assertThat(database.value("select count(*) from migration_history where outcome = 'EXECUTED'"))
                .as("what is applied is kept")
                .isEqualTo("1");
    }

    private static Failure failureOf(TestApplication application) {
        Exception thrown = catchThrowableOfType(Exception.class, application::start);
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof MigrationException e) {
                return e.failure();
            }
        }
        throw new AssertionError("no failure of a migration", thrown);
    }
}
