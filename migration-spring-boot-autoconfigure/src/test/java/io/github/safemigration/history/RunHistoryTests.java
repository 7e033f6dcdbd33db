package io.github.safemigration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class RunHistoryTests {

    private static final String ORDERS = """
            --changeset ann:1
            create table orders (id int primary key);
            --rollback drop table orders;
            """;

    private static final String MORE = """
            --changeset ann:2
            alter table orders add total numeric(10, 2);
            --changeset bob:3
            create view large as select * from orders where total > 100;
            drop table old;
            """;

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
    }

    @Test
    void aRunTellsWhoRanWhatAndWhyAndWhatItDidToWhichVersion() {
        database.execute("CREATE TABLE old (id int)");
        application.sql(ORDERS).start().close();
        database.execute("UPDATE databasechangelog SET tag = 'v1'");

        application.sql(ORDERS + MORE).with("spring.profiles.active=production,eu", "HOSTNAME=pod-7");
        List<MigrationRun> runs =
                inService(service -> service.history("default", 0, 10).runs());

        assertThat(runs).hasSize(2);
        MigrationRun run = runs.get(0);
        assertThat(run.trigger()).isEqualTo(RunTrigger.START);
        assertThat(run.actor()).isNull();
        assertThat(run.application()).isEqualTo("shop");
        assertThat(run.environment()).isEqualTo("production,eu");
        assertThat(run.host()).isEqualTo("pod-7");
        assertThat(run.databaseUser()).isEqualTo(database.username());
        assertThat(run.planned()).isEqualTo(2);
        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run.change().added()).containsExactly("view public.large");
        assertThat(run.change().modified()).containsExactly("table public.orders");
        assertThat(run.change().deleted()).containsExactly("table public.old");
        assertThat(run.before().tag()).isEqualTo("v1");
        assertThat(run.before().changeset()).isEqualTo("changelog.sql::1::ann");
        assertThat(run.before().applied()).isEqualTo(1);
        assertThat(after(run).changeset()).isEqualTo("changelog.sql::3::bob");
        assertThat(after(run).applied()).isEqualTo(3);
        assertThat(run.before().catalogHash())
                .isEqualTo(after(runs.get(1)).catalogHash())
                .isNotEqualTo(after(run).catalogHash());
    }

    @Test
    void eachChangesetTellsWhatWasSentAndHowItIsUndone() {
        application.sql(ORDERS);
        List<ChangesetAttempt> attempts = inService(service -> service.attempts(
                "default", service.history("default", 0, 1).runs().get(0).id()));

        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.changeset() + "").isEqualTo("changelog.sql::1::ann");
            assertThat(attempt.checksum()).isEqualTo(database.value("SELECT md5sum FROM databasechangelog"));
            assertThat(attempt.outcome()).isEqualTo(ChangesetOutcome.EXECUTED);
            assertThat(attempt.sql()).isEqualTo("create table orders (id int primary key)");
            assertThat(attempt.rollbackKind()).isEqualTo("WRITTEN");
            assertThat(attempt.rollbackSql()).isEqualTo("drop table orders");
            assertThat(attempt.duration()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
        });
    }

    @Test
    void aStartWithNothingToDoLeavesNoRun() {
        application.sql(ORDERS).start().close();
        application.start().close();

        assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo("1");
    }

    @Test
    void theFirstFailureIsStillThereAfterFiftyRestarts() {
        application.sql(ORDERS + MORE).with("migration.startup=off");
        MigrationRequest start = new MigrationRequest("default", RunTrigger.START, null);
        HistoryPage last = inService(service -> {
            for (int i = 0; i < 51; i++) {
                assertThatThrownBy(() -> service.migrate(start)).isInstanceOf(MigrationException.class);
            }
            return service.history("default", 50, 1);
        });

        assertThat(last.total()).isEqualTo(51);
        MigrationRun first = last.runs().get(0);
        assertThat(first.before().applied()).isZero();
        assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(first.error()).contains("\"old\" does not exist");
        assertThat(first.sqlState()).isEqualTo("42P01");
        assertThat(after(first).applied()).isEqualTo(2);
        List<ChangesetAttempt> attempts = inService(service -> service.attempts("default", first.id()));
        assertThat(attempts)
                .extracting(attempt -> attempt.outcome() + "")
                .containsExactly("EXECUTED", "EXECUTED", "FAILED");
        assertThat(attempts.get(2).sqlState()).isEqualTo("42P01");
        assertThat(attempts.get(2).error()).contains("\"old\" does not exist");
        assertThat(attempts.get(2).sql()).endsWith("drop table old");
    }

    @Test
    void theHistoryStandsWhereLiquibasesTablesStand() {
        database.execute("CREATE SCHEMA admin");
        application
                .sql(ORDERS)
                .with("spring.liquibase.liquibase-schema=admin")
                .start()
                .close();

        assertThat(database.value("SELECT count(*) FROM admin.migration_run")).isEqualTo("1");
        assertThat(database.value("SELECT to_regclass('public.migration_run')")).isNull();
    }

    @Test
    void aSchemaAndAPrefixOfItsOwnWinOverThat() {
        database.execute("CREATE SCHEMA admin", "CREATE SCHEMA audit");
        application
                .sql(ORDERS)
                .with(
                        "spring.liquibase.liquibase-schema=admin",
                        "migration.history.schema=audit",
                        "migration.history.table-prefix=mig_")
                .start()
                .close();

        assertThat(database.value("SELECT count(*) FROM audit.mig_history")).isEqualTo("1");
        assertThat(database.value("SELECT objects::json ->> 'added' FROM audit.mig_run"))
                .as("our own tables are no objects of the application")
                .doesNotContain("mig_")
                .contains("table public.orders");
        assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename LIKE 'migration%'"))
                .isEmpty();
    }

    @Test
    void aRoleThatMayNotCreateOurTablesIsWarnedOnceAndMigrates(CapturedOutput output) {
        database.execute("CREATE SCHEMA audit");
        FreshDatabase restricted = database.restricted(
                "any", "GRANT ALL ON SCHEMA public TO %s", "GRANT CREATE ON DATABASE " + database.name() + " TO %s");
        application.sql(ORDERS).with(restricted.properties()).with("migration.history.schema=audit");
        HistoryPage page = inService(service -> service.history("default", 0, 10));

        assertThat(database.value("SELECT count(*) FROM databasechangelog")).isEqualTo("1");
        assertThat(page.total()).isZero();
        assertThat(output.getOut().lines().filter(line -> line.contains(" WARN ")))
                .singleElement()
                .asString()
                .containsPattern("permission denied for schema audit; Position: \\d+\\. What the run does from now on");
    }

    private static SchemaVersion after(MigrationRun run) {
        return Objects.requireNonNull(run.after());
    }

    private <T> T inService(Function<MigrationService, T> question) {
        try (ConfigurableApplicationContext context = application.start()) {
            return question.apply(context.getBean(MigrationService.class));
        }
    }
}
