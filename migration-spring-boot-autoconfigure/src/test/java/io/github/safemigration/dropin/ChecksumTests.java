package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Rebaselined;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Edited changesets are told with what is different, and can be taken for unchanged one by one. */
@DatabaseTest(perMethod = true)
class ChecksumTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int);
            insert into one values (1);
            """;
    private static final String TWO = "--changeset ann:2\ncreate table two (id int);\n";
    private static final String EDITED = ONE.replace("(1)", "(2)");

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(ONE + TWO);
        application.start().close();
    }

    @Test
    void theDifferenceInSqlIsTold() {
        Failure failure = failureOf(application.sql(EDITED + TWO));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHECKSUM_CHANGED);
        assertThat(failure.message()).contains("changelog.sql::1::ann");
        assertThat(failure.details())
                .containsSubsequence(
                        "changelog.sql::1::ann: applied (-) and now (+):",
                        "- insert into one values (1)",
                        "+ insert into one values (2)")
                .doesNotContain("create table");
    }

    @Test
    void anEditThatLeavesTheSqlAsItIsIsToldAsSuch() {
        database.execute("update databasechangelog set md5sum = '9:0123456789abcdef0123456789abcdef' where id = '1'");

        Failure failure = failureOf(application);

        assertThat(failure.details()).contains("its SQL is what was applied");
    }

    @Test
    void secretsAreInNoDifference() {
        application.with("spring.liquibase.parameters.password=s3cr3t-word");
        application.sql(
                ONE + TWO + "--changeset ann:3\ncreate table three (note text default '${password}', a int);\n");
        application.start().close();

        Failure failure = failureOf(application.sql(
                ONE + TWO + "--changeset ann:3\ncreate table three (note text default '${password}', b int);\n"));

        assertThat(failure.details()).contains("b int").doesNotContain("s3cr3t-word");
    }

    @Test
    void aChecksumOfAnAlgorithmThatLiquibaseLeftBehindIsToldApart() {
        database.execute("update databasechangelog set md5sum = '7:0123456789abcdef0123456789abcdef' where id = '1'");
        assertThat(failureOf(application).kind()).isEqualTo(FailureKind.CHECKSUM_ALGORITHM_CHANGED);

        database.execute("update databasechangelog set md5sum = '8:0123456789abcdef0123456789abcdef' where id = '1'");
        Failure edited = failureOf(application);
        assertThat(edited.kind()).isEqualTo(FailureKind.CHECKSUM_CHANGED);

        Matcher now = Pattern.compile("now (8:[0-9a-f]{32})").matcher(edited.message());
        assertThat(now.find()).isTrue();
        database.execute("update databasechangelog set md5sum = '" + now.group(1) + "' where id = '1'");
        application.start().close();
    }

    @Test
    void oneChecksumIsStoredAnewAndItIsKeptWhoAskedForIt() {
        String before = checksum("1");
        database.execute("update databasechangelog set md5sum = '9:0123456789abcdef0123456789abcdef' where id = '2'");
        application.sql(EDITED + TWO);
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);

            Rebaselined done = service.rebaseline(request("a typo"), "changelog.sql::1::ann");

            assertThat(done.change()).isNotNull();
            assertThat(service.run("default", String.valueOf(done.runId()))).hasValueSatisfying(run -> {
                assertThat(run.kind()).isEqualTo(RunKind.REBASELINE);
                assertThat(run.actor()).isEqualTo("ops");
                assertThat(run.reason()).isEqualTo("a typo");
            });
            assertThat(service.attempts("default", String.valueOf(done.runId())))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.outcome()).isEqualTo(ChangesetOutcome.REBASELINED);
                        assertThat(row.checksum()).isEqualTo(checksum("1"));
                        assertThat(row.sql()).contains(before).contains(checksum("1"));
                    });
            assertThat(service.rebaseline(request("once more"), "changelog.sql::1::ann")
                            .change())
                    .isNull();
        }
        assertThat(checksum("1")).isNotEqualTo(before);
        assertThat(checksum("2")).as("the others stay").isEqualTo("9:0123456789abcdef0123456789abcdef");
        assertThat(database.value("select string_agg(id::text, ',') from one")).isEqualTo("1");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void aChangesetThatIsNotThereOrWasNotAppliedIsRefused() {
        application.sql(ONE + TWO + "--changeset ann:3\nselect 1;\n");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);

            assertThatThrownBy(() -> service.rebaseline(request("why"), "changelog.sql::9::ann"))
                    .isInstanceOf(UnknownChangesetException.class);
            assertThatThrownBy(() -> service.rebaseline(request("why"), "changelog.sql::3::ann"))
                    .isInstanceOf(UnknownChangesetException.class)
                    .hasMessageContaining("never applied");
        }
        assertThat(database.value("select count(*) from migration_run")).isEqualTo("1");
    }

    @Test
    void whereTheHistoryCannotBeWrittenTheChecksumStays() {
        String before = checksum("1");
        database.execute("alter table migration_history add constraint nothing check (outcome <> 'REBASELINED')");
        application.sql(EDITED + TWO);
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);

            assertThatThrownBy(() -> service.rebaseline(request("why"), "changelog.sql::1::ann"))
                    .isInstanceOf(MigrationException.class);
        }
        assertThat(checksum("1")).isEqualTo(before);
    }

    private static MigrationRequest request(String reason) {
        return new MigrationRequest("default", RunTrigger.API, "ops", reason);
    }

    private String checksum(String id) {
        return String.valueOf(database.value("select md5sum from databasechangelog where id = ?", id));
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
