package io.github.safemigration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A plan as one transaction: all of it or nothing. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class WholePlanTests {

    private static final String KEPT = """
            --changeset ann:0
            create table kept (id int primary key, note text);
            insert into kept values (1, 'as it was');
            """;

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
        application.sql(KEPT).start().close();
    }

    @Test
    void whatFailsAtTheTwentiethOfTwentyFiveLeavesNothing() {
        String before = picture();

        assertThatThrownBy(() -> application
                        .sql(twentyFive(true))
                        .with("migration.atomic=true")
                        .start())
                .hasMessageContaining("nowhere");

        assertThat(picture()).isEqualTo(before);
        assertThat(database.value("select outcome || ' ' || applied_after from migration_run"
                        + " order by started_at desc limit 1"))
                .isEqualTo("ROLLED_BACK 1");
        assertThat(database.value("select string_agg(h.changeset_id || ' ' || h.outcome, ',') from migration_history h"
                        + " join migration_run r on r.id = h.run_id where r.outcome = 'ROLLED_BACK'"))
                .isEqualTo("20 FAILED");
        assertThat(database.query("select 1 from databasechangeloglock where locked"))
                .isEmpty();

        try (ConfigurableApplicationContext context =
                application.sql(twentyFive(false)).start()) {
            assertThat(context.getBean(MigrationService.class).status("default").applied())
                    .isEqualTo(26);
        }
        assertThat(database.value("select count(*) from migration_history h join migration_run r on r.id = h.run_id"
                        + " where r.outcome = 'SUCCEEDED' and h.outcome = 'EXECUTED' and r.applied_before = 1"))
                .isEqualTo("25");
    }

    @Test
    void whatFailsInItsCommitIsPendingAsBefore() {
        String deferred = KEPT + """
                --changeset ann:1
                alter table kept add column other int references kept deferrable initially deferred;
                --changeset ann:2
                insert into kept values (2, 'two', 4711);
                """;
        try (ConfigurableApplicationContext context = application
                .sql(deferred)
                .with("migration.atomic=true", "migration.startup=off")
                .start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThatThrownBy(() -> service.migrate(new MigrationRequest("default", RunTrigger.API, "ops")))
                    .hasMessageContaining("kept_other_fkey");

            TargetStatus status = service.check("default");
            assertThat(status.state()).isEqualTo(TargetState.FAILED);
            assertThat(status.pending()).isEqualTo(2);
            assertThat(status.applied()).isEqualTo(1);
        }
    }

    @Test
    void withoutItTheFirstNineteenStayAndTheNextStartGoesOnThere() {
        try (ConfigurableApplicationContext context =
                application.sql(twentyFive(true)).with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThatThrownBy(() -> service.migrate(new MigrationRequest("default", RunTrigger.API, "ops")))
                    .hasMessageContaining("nowhere");
            TargetStatus status = service.status("default");
            assertThat(status.state()).isEqualTo(TargetState.FAILED);
            assertThat(status.applied()).isEqualTo(20);
            assertThat(status.pending()).isEqualTo(6);
        }

        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("20");
        assertThat(database.value("select count(*) from pg_class where relname ~ '^t[0-9]+$'"))
                .isEqualTo("19");
        assertThat(database.value("select string_agg(note, ',' order by id) from kept"))
                .endsWith("row 18,row 19");

        application
                .sql(twentyFive(false))
                .with("migration.startup=blocking")
                .start()
                .close();
        assertThat(database.value("select planned from migration_run order by started_at desc limit 1"))
                .isEqualTo("6");
        assertThat(database.value("select count(*) from kept")).isEqualTo("26");
    }

    @Test
    void aPlanThatCannotBeOneIsRefusedBeforeItStarts() {
        String plan = KEPT + "--changeset ann:1\ncreate table one (id int);\n"
                + "--changeset ann:2 runInTransaction:false\ncreate index concurrently kept_ix on kept (note);\n";

        assertThatThrownBy(() ->
                        application.sql(plan).with("migration.atomic=true").start())
                .hasMessageContaining("cannot run in one transaction")
                .hasMessageContaining("changelog.sql::2::ann runs outside a transaction");
        assertThat(database.value("select to_regclass('one')::text")).isNull();
        assertThat(database.value("select count(*) from migration_run")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set local session_replication_role = replica; insert into kept values (2, 'two');",
                "insert into kept values (2, 'two');\nend;",
                "set constraints all deferred;"
            })
    void whatWouldHoldForOthersOrEndTheTransactionIsRefused(String statements) {
        String plan = KEPT + "--changeset ann:1\n" + statements + "\n--changeset ann:2\ncreate table two (id int);\n";

        assertThatThrownBy(() ->
                        application.sql(plan).with("migration.atomic=true").start())
                .hasMessageContaining("changelog.sql::1::ann")
                .hasMessageContaining("Nothing was run");
        assertThat(database.value("select count(*) from kept")).isEqualTo("1");
    }

    @Test
    void aCommitWithinTextThatIsSentAsItIsIsFound() {
        String plan = KEPT
                + "--changeset ann:1 splitStatements:false\ninsert into kept values (2, 'two'); commit; select 1;\n";

        assertThatThrownBy(() ->
                        application.sql(plan).with("migration.atomic=true").start())
                .hasMessageContaining("cannot run in a transaction");
        assertThat(database.value("select count(*) from kept")).isEqualTo("1");
    }

    @Test
    void autoTakesOneTransactionOnlyForWhatKeepsNobodyWaiting() {
        application.with("migration.atomic=auto");
        assertThatThrownBy(() -> application.sql(KEPT + """
                        --changeset ann:1
                        create table one (id int primary key);
                        --changeset ann:2
                        alter table kept add column more text;
                        create table two (id int references one);
                        --changeset ann:3
                        create table three (id int references nowhere);
                        """).start()).hasMessageContaining("nowhere");
        assertThat(database.value("select to_regclass('one')::text"))
                .as("what is there is not touched by a reference to it")
                .isEqualTo("one");
        assertThatThrownBy(() -> application.sql(KEPT + """
                        --changeset ann:1
                        create table one (id int primary key);
                        --changeset ann:4
                        create table four (id int);
                        --changeset ann:5
                        comment on table nowhere is 'lost';
                        """).start()).hasMessageContaining("nowhere");
        assertThat(database.value("select to_regclass('four')::text")).isNull();
    }

    @Test
    void autoComesApartWhereAStatementNeedsOthersToBeCommitted(CapturedOutput output) {
        application.with("migration.atomic=auto").sql(KEPT + """
                --changeset ann:1
                insert into kept values (2, 'two');
                --changeset ann:2
                insert into kept select 3, 'three' where pg_temp_raise() is null;
                """);
        database.execute("create table kept_tries (id int)");
        database.execute("create sequence tries");
        database.execute("create function pg_temp_raise() returns text language plpgsql as $$ begin"
                + " if nextval('tries') = 1 then raise exception 'not yet' using errcode = '55P04'; end if;"
                + " return null; end $$");
        application.start().close();

        assertThat(output).contains("everything is undone, and run once more, each changeset by itself");
        assertThat(database.value("select string_agg(id::text, ',' order by id) from kept"))
                .isEqualTo("1,2,3");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("3");
    }

    @Test
    void aLockThatIsNotHadUndoesAllAndAllIsTriedAgain() throws Exception {
        String plan = KEPT + """
                --changeset ann:1
                create table one (id int);
                --changeset ann:always runAlways:true
                insert into one values (1);
                --changeset ann:tolerated failOnError:false
                insert into nowhere values (1);
                --changeset ann:2
                alter table kept add column more text;
                """;
        try (Connection reader = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            try (Statement statement = reader.createStatement()) {
                statement.execute("select * from kept");
            }
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(() -> application
                    .sql(plan)
                    .with("migration.atomic=true", "migration.lock.timeout=500ms")
                    .start());
            await().atMost(Duration.ofSeconds(30)).until(() -> isBlocked());
            await().atMost(Duration.ofSeconds(30)).until(() -> !isBlocked());
            reader.rollback();
            start.get(40, TimeUnit.SECONDS).close();
        }
        assertThat(database.value("select count(*) from one")).isEqualTo("1");
        assertThat(database.value("select string_agg(changeset_id || ' ' || outcome, ',' order by changeset_id)"
                        + " from migration_history where changeset_id <> '0'"))
                .isEqualTo("1 EXECUTED,2 EXECUTED,always EXECUTED,tolerated FAILED_TOLERATED");
    }

    private boolean isBlocked() {
        return !database.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like 'alter table kept%'")
                .isEmpty();
    }

    private static String twentyFive(boolean broken) {
        return KEPT
                + IntStream.rangeClosed(1, 25)
                        .mapToObj(i -> "--changeset ann:" + i + "\ncreate table t" + i + " (id int);\n"
                                + "insert into kept values (" + (i + 1) + ", 'row " + i + "');\n"
                                + (broken && i == 20 ? "insert into nowhere values (1);\n" : ""))
                        .collect(Collectors.joining());
    }

    private @Nullable String picture() {
        return database.value("select (select string_agg(table_name || '.' || column_name || ' ' || data_type, ';'"
                + " order by table_name, ordinal_position) from information_schema.columns"
                + " where table_schema = 'public' and table_name not like 'migration%') || '|'"
                + " || (select string_agg(k::text, ';' order by id) from kept k) || '|'"
                + " || (select string_agg(id || md5sum, ';' order by orderexecuted) from databasechangelog)");
    }
}
