package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Changesets that would run again at each start keep no application from getting ready. */
@DatabaseTest(perMethod = true)
class ReadinessLatchTests {

    private static final String TABLE = "--changeset ann:table\nCREATE TABLE book (id int);";

    private static final String ALWAYS = "--changeset ann:always runAlways:true\nINSERT INTO book VALUES (1);";

    private static final String TOLERATED =
            "--changeset ann:tolerated failOnError:false\nALTER TABLE nobody ADD COLUMN id int;";

    private static final String SKIPPED = """
        --changeset ann:skipped
        --preconditions onFail:CONTINUE
        --precondition-sql-check expectedResult:1 SELECT 0
        DROP TABLE book;
        """;

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    ReadinessLatchTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql(TABLE, ALWAYS, TOLERATED, SKIPPED);
        application = Twins.runner(changelogs).withPropertyValues(database.properties());
    }

    @Test
    void aStartThatMigratesAttemptsThemOnceAndIsReady() {
        for (int start = 1; start <= 2; start++) {
            application.run(context -> {
                MigrationService service = context.getBean(MigrationService.class);
                assertThat(service.status("default").state()).isEqualTo(TargetState.UP_TO_DATE);
                assertThat(service.check("default").state()).isEqualTo(TargetState.UP_TO_DATE);
                assertThat(service.status("default").pending()).isZero();
            });
            assertThat(database.value("SELECT count(*) FROM book")).isEqualTo(String.valueOf(start));
        }
        assertThat(database.query("SELECT changeset_id || ' ' || outcome AS attempt FROM migration_history"
                        + " ORDER BY started_at, position"))
                .extracting("attempt")
                .containsExactly(
                        "table EXECUTED",
                        "always EXECUTED",
                        "tolerated FAILED_TOLERATED",
                        "skipped SKIPPED",
                        "always RERAN",
                        "tolerated FAILED_TOLERATED",
                        "skipped SKIPPED");
    }

    @Test
    void aStartThatOnlyValidatesIsReadyOnceAnotherHasAttemptedThem() {
        application.run(context -> assertThat(context).hasNotFailed());
        application
                .withPropertyValues("migration.startup=validate", "migration.on-pending=fail")
                .run(context -> assertThat(context.getBean(MigrationService.class)
                                .status("default")
                                .state())
                        .isEqualTo(TargetState.UP_TO_DATE));
    }

    @Test
    void aChangedOneIsPendingAgain() {
        application.run(context -> assertThat(context).hasNotFailed());
        changelogs.sql(TABLE, ALWAYS, TOLERATED + " SELECT 2;", SKIPPED);
        application
                .withPropertyValues("migration.startup=validate", "migration.on-pending=fail")
                .run(context -> assertThat(context).getFailure().cause().hasMessageContaining("1 "));
    }

    @Test
    void oneThatRunsAlwaysAndNeverDidIsPending() {
        changelogs.sql(TABLE);
        application.run(context -> assertThat(context).hasNotFailed());
        changelogs.sql(TABLE, ALWAYS);
        application
                .withPropertyValues("migration.startup=validate", "migration.on-pending=fail")
                .run(context -> assertThat(context).getFailure().cause().hasMessageContaining("1 "));
    }
}
