package io.github.safemigration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changeset, Liquibase's row of it and ours are in the database together or not at all. */
@DatabaseTest(perMethod = true)
class OneTransactionTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int);
            """;

    private static final String TWO = """
            --changeset ann:2
            create table two (id int);
            insert into two values (1);
            """;

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
    }

    @Test
    void oneTransactionWritesTheTableAndLiquibasesRow() {
        application.sql(ONE + TWO).start().close();

        assertThat(database.value("""
                select count(*) from databasechangelog d
                  join pg_class c on c.relname = case d.id when '1' then 'one' else 'two' end and c.xmin = d.xmin
                """)).isEqualTo("2");
        assertThat(recorded()).isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=EXECUTED}]");
    }

    @Test
    void aChangesetThatBecomesSomebodyWhoMayNotWriteOurTablesIsRecordedAllTheSame() {
        String role = database.restricted("a password", "grant create, usage on schema public to %s")
                .username();
        application.sql(ONE).start().close();
        database.execute("grant all on databasechangelog to " + role);
        String become = "--changeset ann:2\nset local role " + role + ";\ncreate table two (id int);\n"
                + "--changeset ann:3\ncreate table three (id int);\n";

        application.sql(ONE + become).start().close();

        assertThat(recorded())
                .isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=EXECUTED},"
                        + " {changeset_id=3, outcome=EXECUTED}]");
        assertThat(database.value("select outcome from migration_run order by started_at desc limit 1"))
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void whatAChangeOfTheUsersCommitsByItselfIsThere() {
        leaving().start().close();

        assertThat(database.value("select string_agg(id::text, ',') from one")).isEqualTo("1");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
    }

    @Test
    void aChangeOfTheUsersDoesNotCommitAWholePlan() {
        assertThatThrownBy(() -> leaving().with("migration.atomic=true").start())
                .hasStackTraceContaining("leaves the transaction that the whole plan is one of");

        assertThat(database.value("select to_regclass('one')::text")).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("0");
    }

    private TestApplication leaving() {
        return application
                .with("spring.liquibase.change-log=classpath:changelog.yaml")
                .file("changelog.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: 1
                              author: ann
                              changes:
                                - sql: {sql: create table one (id int)}
                                - customChange: {class: %s}
                        """.formatted(LeavingChange.class.getName()));
    }

    @Test
    void aSchemaMayHaveANameWithASpace() {
        database.execute("create schema \"acme corp\"");

        application
                .sql(ONE + TWO)
                .with("spring.liquibase.default-schema=acme corp")
                .start()
                .close();

        assertThat(database.value("select count(*) from \"acme corp\".databasechangelog"))
                .isEqualTo("2");
        assertThat(database.value("select count(*) from \"acme corp\".two")).isEqualTo("1");
    }

    @Test
    void whatAnotherOneHasDoneUntilTheLockWasHadIsNotDoneAgainAlsoInAnOldSnapshot() {
        application.sql(ONE).start().close();
        database.execute(
                "create function meanwhile() returns trigger language plpgsql as $$ begin"
                        + " create table two (id int);"
                        + " insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                        + " select '2', author, filename, dateexecuted, 2, exectype from databasechangelog; return null;"
                        + " end $$",
                "create trigger meanwhile after update on databasechangeloglock for each row when (new.locked)"
                        + " execute function meanwhile()");

        application
                .sql(ONE + TWO)
                .with("spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")
                .start()
                .close();

        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("2");
        assertThat(database.value("select count(*) from two")).isEqualTo("0");
    }

    @Test
    void whatFailsAtItsCommitIsNotThereAndNotRecordedAsExecuted() {
        application.sql(ONE).start().close();
        database.execute(
                "create function refuse() returns trigger language plpgsql as"
                        + " 'begin raise exception ''refused''; end'",
                "create constraint trigger refuse after insert on databasechangelog deferrable initially deferred"
                        + " for each row execute function refuse()");

        assertThatThrownBy(() -> application.sql(ONE + TWO).start()).hasStackTraceContaining("refused");

        assertThat(database.value("select to_regclass('two')::text")).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
        assertThat(recorded()).isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=FAILED}]");
    }

    @Test
    void aChangesetWhoseRowIsRefusedIsNotThere() {
        application.sql(ONE).start().close();
        database.execute("alter table databasechangelog add constraint refused check (id <> '2')");

        assertThatThrownBy(() -> application.sql(ONE + TWO).start()).hasStackTraceContaining("refused");

        assertThat(database.value("select to_regclass('two')::text")).isNull();
        assertThat(database.value("select outcome || ' ' || sql_state from migration_history where changeset_id = '2'"))
                .isEqualTo("FAILED 23514");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
        database.execute("alter table databasechangelog drop constraint refused");
        application.start().close();
        assertThat(database.value("select count(*) from two")).isEqualTo("1");
    }

    @Test
    void whatDoesNotRunInATransactionIsRecordedInOne() {
        application.sql(ONE + """
                --changeset ann:2 runInTransaction:false
                create index concurrently one_ix on one (id);
                """).start().close();

        assertThat(recorded()).isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=EXECUTED}]");
        assertThat(database.value("select indisvalid::text from pg_index where indexrelid = 'one_ix'::regclass"))
                .isEqualTo("true");
    }

    @Test
    void whatAPreconditionMarksAsRanIsRecordedWithIt() {
        application.sql(ONE + """
                --changeset ann:2
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:1 select count(*) from one
                create table two (id int);
                """).start().close();

        assertThat(recorded()).isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=MARK_RAN}]");
    }

    @Test
    void aChangesetThatDoesNothingHereLeavesNothingAndNothingOpen() {
        application.sql("""
                --changeset ann:0 dbms:oracle
                create table never (id int);
                """ + ONE + """
                --changeset ann:2
                --preconditions onFail:CONTINUE
                --precondition-sql-check expectedResult:1 select count(*) from one
                create table two (id int);
                --changeset ann:3
                create table three (id int);
                """).start().close();

        assertThat(database.query("select id from databasechangelog order by orderexecuted")
                        .toString())
                .isEqualTo("[{id=1}, {id=3}]");
        assertThat(database.query("select changeset_id, outcome from migration_history order by position")
                        .toString())
                .contains("changeset_id=2, outcome=SKIPPED", "changeset_id=3, outcome=EXECUTED");
    }

    @Test
    void aChangesetMayChangeWhatNamesMean() {
        application.sql("""
                --changeset ann:1
                select pg_catalog.set_config('search_path', '', false);
                create table public.one (id int);
                """ + TWO.replace("two", "public.two")).start().close();

        assertThat(recorded()).isEqualTo("[{changeset_id=1, outcome=EXECUTED}, {changeset_id=2, outcome=EXECUTED}]");
    }

    @Test
    void aHistoryThatCannotBeWrittenDoesNotStopTheRun() {
        application.sql(ONE + """
                --changeset ann:2
                drop table migration_history;
                create table two (id int);
                --changeset ann:3
                create table three (id int);
                """).start().close();

        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("3");
        assertThat(database.value("select to_regclass('three')::text")).isEqualTo("three");
    }

    private String recorded() {
        return database.query("select changeset_id, outcome from migration_history order by started_at, position")
                .toString();
    }
}
