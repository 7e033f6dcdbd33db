package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
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

/** An older build that starts on the schema of a newer one says so, and undoes nothing of it. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class OlderBuildTests {

    private static final String ONE = "--changeset ann:1\ncreate table one (id int);\n";
    private static final String TWO = "--changeset ann:2\ncreate table two (id int);\n";
    private static final String OLD_VIEW =
            "--changeset ann:view runOnChange:true\ncreate or replace view seen as select 1 as version;\n";
    private static final String NEW_VIEW = OLD_VIEW.replace("select 1", "select 2");
    private static final String ALWAYS = "--changeset ann:always runAlways:true\ninsert into one values (7);\n";

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
    }

    @Test
    void whatTheNewerBuildChangedIsLeftAsItIs(CapturedOutput output) {
        application.sql(ONE + OLD_VIEW + ALWAYS).start().close();
        application.sql(ONE + NEW_VIEW + ALWAYS + TWO).start().close();
        String before = database.value("select count(*) from one");

        TargetStatus status = statusOf(application.sql(ONE + OLD_VIEW + ALWAYS));

        assertThat(status.state()).isEqualTo(TargetState.UP_TO_DATE);
        assertThat(status.pending()).isZero();
        assertThat(database.value("select version from seen")).isEqualTo("2");
        assertThat(database.value("select count(*) from one")).isEqualTo(before);
        assertThat(output)
                .contains("1 changeset is applied here that this changelog does not have: changelog.sql::2::ann")
                .containsOnlyOnce("This build is older than")
                .contains("are left to that one: changelog.sql::view::ann, changelog.sql::always::ann");
    }

    @Test
    void theSameBuildAndANewerOneRunThem() {
        application.sql(ONE + OLD_VIEW + ALWAYS + TWO).start().close();
        application.sql(ONE + NEW_VIEW + ALWAYS + TWO).start().close();

        assertThat(database.value("select version from seen")).isEqualTo("2");
        assertThat(database.value("select count(*) from one")).isEqualTo("2");
        assertThat(database.value("select count(*) from migration_state")).isEqualTo("1");
    }

    @Test
    void anotherChangelogOnTheSameTableIsNoNewerBuild() {
        application.sql(ONE + OLD_VIEW + TWO).start().close();
        database.execute("delete from migration_state");

        statusOf(application.sql(ONE + NEW_VIEW));

        assertThat(database.value("select version from seen")).isEqualTo("2");
    }

    @Test
    void aHigherVersionThatHasLessIsNotOlder() {
        application.file("application.properties", "spring.application.version=1.9");
        application.sql(ONE + OLD_VIEW + TWO).start().close();
        application.file("application.properties", "spring.application.version=1.10");

        statusOf(application.sql(ONE + NEW_VIEW));

        assertThat(database.value("select version from seen")).isEqualTo("2");
    }

    @Test
    void whatAContextHidesIsNotUnknown() {
        String elsewhere = TWO.replace("ann:2", "ann:2 contextFilter:elsewhere");
        application
                .with("spring.liquibase.contexts=elsewhere")
                .sql(ONE + elsewhere)
                .start()
                .close();

        TargetStatus status = statusOf(application.with("spring.liquibase.contexts=here"));

        assertThat(status.observations().warnings()).isEmpty();
    }

    @Test
    void ifWishedTheyAreNotMentioned() {
        application.sql(ONE + TWO).start().close();

        TargetStatus status = statusOf(
                application.with("migration.on-unknown-changesets=ignore").sql(ONE));

        assertThat(status.observations().unknown()).isNull();
    }

    @Test
    void ifWishedTheStartFailsAndNothingIsRun() {
        application.sql(ONE + TWO).start().close();
        application
                .with("migration.on-unknown-changesets=fail")
                .sql(ONE + "--changeset ann:3\ncreate table three (id int);\n");

        assertThatThrownBy(application::start).hasMessageContaining("changelog.sql::2::ann");

        assertThat(database.value("select to_regclass('three')::text")).isNull();
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void ifWishedTheStartIsHeldUntilTheyAreGone(CapturedOutput output) throws Exception {
        application.sql(ONE + TWO).start().close();
        application.with("migration.on-unknown-changesets=unready").sql(ONE);
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::start);
        await().atMost(Duration.ofSeconds(20)).until(() -> output.getAll().contains("stays unready"));
        assertThat(start).isNotDone();

        database.execute("delete from databasechangelog where id = '2'");

        start.get(20, TimeUnit.SECONDS).close();
    }

    private static TargetStatus statusOf(TestApplication application) {
        try (ConfigurableApplicationContext context = application.start()) {
            return context.getBean(MigrationService.class).status("default");
        }
    }
}
