package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.preflight.PreflightReport;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What is wrong is found before a run, said with its remedy, and stops the run only where it would fail. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class PreflightTests {

    private static final String BOOK = "--changeset ann:1\ncreate table book (id int);\n";

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(BOOK);
    }

    @Test
    void nothingStandsInTheWayOfAnOrdinaryRun() {
        PreflightReport report = look("migration.startup=off");

        assertThat(report.level()).isEqualTo(CheckLevel.OK);
        assertThat(report.checks())
                .extracting(PreflightCheck::name)
                .containsExactlyInAnyOrder(
                        "reachable",
                        "version",
                        "standby",
                        "encryption",
                        "indexes",
                        "disk",
                        "pooler",
                        "rights",
                        "owners",
                        "grant-to",
                        "application-user",
                        "data-api",
                        "changelog",
                        "lock");
        assertThat(check(report, "changelog").message()).contains("1 changeset would run");
        assertThat(database.value("select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aUserWhoMayCreateNothingIsToldWhatToGrant() {
        // Everybody may, up to PostgreSQL 14.
        database.execute("revoke create on schema public from public");
        FreshDatabase poor = database.restricted("canary-poor");

        PreflightCheck rights =
                check(look("migration.startup=off", user(poor), "migration.datasource.password=canary-poor"), "rights");

        assertThat(rights.level()).isEqualTo(CheckLevel.HALT);
        assertThat(rights.kind()).isEqualTo(FailureKind.RIGHTS_MISSING);
        assertThat(rights.remedy())
                .isEqualTo("GRANT CREATE, USAGE ON SCHEMA \"public\" TO \"" + poor.username() + "\";");
        database.execute(String.valueOf(rights.remedy()));
        application
                .with(user(poor), "migration.datasource.password=canary-poor", "migration.startup=blocking")
                .start()
                .close();
    }

    @Test
    void aTableOfSomebodyElseThatIsToBeAlteredIsNamed() {
        database.execute("create table shelf (id int)", "create table other (id int)");
        FreshDatabase migrator = database.restricted("canary-migrator", "grant create on schema public to %s");
        application.sql(BOOK + "--changeset ann:2\nalter table shelf add column place text;\n");

        PreflightCheck owners = check(
                look("migration.startup=off", user(migrator), "migration.datasource.password=canary-migrator"),
                "owners");

        assertThat(owners.level()).isEqualTo(CheckLevel.WARN);
        assertThat(owners.message())
                .contains("public.shelf of " + database.username())
                .doesNotContain("public.other");
    }

    @Test
    void anApplicationThatCouldNotUseWhatIsCreatedIsNamedWithTheRemedy() {
        FreshDatabase user = database.restricted("canary-user");
        String[] settings = {
            "migration.startup=off",
            "spring.datasource.username=" + user.username(),
            "spring.datasource.password=canary-user",
            "migration.datasource.username=" + database.username(),
            "migration.datasource.password=" + database.password()
        };

        PreflightCheck check = check(look(settings), "application-user");
        assertThat(check.level()).isEqualTo(CheckLevel.WARN);
        assertThat(check.remedy()).contains("migration.grant-to=" + user.username());

        application.with("migration.grant-to=" + user.username());
        assertThat(check(look(settings), "application-user").level()).isEqualTo(CheckLevel.OK);

        application.with("migration.grant-to=");
        database.execute("alter default privileges grant select on tables to " + user.username());
        assertThat(check(look(settings), "application-user").level()).isEqualTo(CheckLevel.OK);
    }

    @Test
    void aRoleThatIsNotThereHaltsTheRunBeforeAnythingRan(CapturedOutput output) {
        application.with("migration.grant-to=nobody-at-all");

        assertThatThrownBy(() -> application.start()).cause().isInstanceOf(MigrationException.class);

        assertThat(output)
                .contains("migration.grant-to names what is no role of this server: nobody-at-all")
                .contains("0 applied in all, 1 pending");
        assertThat(database.value("select to_regclass('book')::text")).isNull();
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void anInvalidIndexIsToldAndDoesNotStopARun(CapturedOutput output) {
        database.execute(
                "create table shelf (id int)",
                "create index shelf_ix on shelf (id)",
                "update pg_index set indisvalid = false where indexrelid = 'shelf_ix'::regclass");

        application.start().close();

        assertThat(output).containsOnlyOnce("1 index is invalid").contains("shelf_ix");
        assertThat(database.value("select to_regclass('book')::text")).isEqualTo("book");
    }

    @Test
    void aLockThatSomebodyElseHoldsHaltsWithWhatToRun() {
        application.start().close();
        database.execute(
                "update databasechangeloglock set locked = true, lockedby = 'pod-7 (10.0.0.7)', lockgranted = now()");

        PreflightCheck foreign = check(look("migration.startup=off"), "lock");

        assertThat(foreign.level()).isEqualTo(CheckLevel.HALT);
        assertThat(foreign.kind()).isEqualTo(FailureKind.LOCK_HELD);
        assertThat(foreign.message()).contains("pod-7 (10.0.0.7)");
        assertThat(foreign.remedy()).contains("--migration.command=release-lock --reason=<why>");
    }

    @Test
    void aLockThatADeadProcessOfOursLeftBehindIsNoReasonToHalt() {
        application.start().close();
        database.execute("update databasechangeloglock set locked = true, lockgranted = now(),"
                + " lockedby = 'pod-7 (shop 1.0) [safemigration 2147483647@1]'");

        PreflightCheck lock = check(look("migration.startup=off"), "lock");

        assertThat(lock.level()).isEqualTo(CheckLevel.WARN);
        assertThat(lock.message()).contains("pod-7 (shop 1.0)").contains("gone").doesNotContain("safemigration");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsACheckAndNoException() {
        PreflightReport report = look(
                "migration.startup=off",
                "migration.datasource.url=jdbc:postgresql://localhost:1/nowhere?connectTimeout=2",
                "migration.datasource.username=ann");

        assertThat(report.checks()).singleElement().satisfies(check -> {
            assertThat(check.level()).isEqualTo(CheckLevel.HALT);
            assertThat(check.kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE);
        });
    }

    @Test
    void aChangelogThatDoesNotParseHaltsAndTheDatabaseIsStillLookedAt() {
        application.file(
                "changelog.sql", "--liquibase formatted sql\n\n--changeset nonsense\ncreate table book (id int);\n");

        PreflightReport report = look("migration.startup=off");

        assertThat(check(report, "changelog").level()).isEqualTo(CheckLevel.HALT);
        assertThat(check(report, "standby").level()).isEqualTo(CheckLevel.OK);
    }

    private static String user(FreshDatabase as) {
        return "migration.datasource.username=" + as.username();
    }

    private PreflightReport look(String... settings) {
        try (ConfigurableApplicationContext context = application.with(settings).start()) {
            return context.getBean(MigrationService.class).preflight("default");
        }
    }

    private static PreflightCheck check(PreflightReport report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
