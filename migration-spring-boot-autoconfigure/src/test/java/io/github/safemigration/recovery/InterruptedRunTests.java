package io.github.safemigration.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.NothingUnclearException;
import io.github.safemigration.engine.workflow.ResolvedChangeset;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Snapshot;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import liquibase.change.custom.CustomTaskChange;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changesets without a transaction whose process dies in the middle of them go on as if nothing had happened. */
@DatabaseTest(perMethod = true)
class InterruptedRunTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int, note text);
            insert into one values (1, 'a'), (2, 'b');
            create type mood as enum ('good');
            alter table one add constraint positive check (id > 0) not valid;
            """;

    private static final String REST = """

            --changeset ann:3
            create table three (id int);
            """;

    private static final String UNCLEAR = """
            --changeset ann:2 runInTransaction:false
            insert into one values (3);
            update one set id = id + 10;
            insert into one values (4);
            """;

    private FreshDatabase database;
    private FreshDatabase undisturbed;
    private Path folder;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path changelogs) {
        database = fresh;
        folder = changelogs;
        application = new TestApplication(changelogs, fresh).sql(ONE);
        application.start().close();
        undisturbed = fresh.copy();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create index concurrently one_ix on one (note);                             | table
            create unique index concurrently if not exists "One ix" on public.one (id); | table
            create index concurrently one_ix on one (note);                             | row
            alter table one validate constraint positive;                               | table
            alter table one validate constraint positive;                               | row
            alter table one add constraint small check (id < 9);                        | table
            alter table one add constraint small check (id < 9);                        | row
            alter type mood add value 'bad';                                            | row
            vacuum one;                                                                 | table
            vacuum one;                                                                 | row
            """)
    void whatCanBeLookedUpGoesOnByItself(String statement, String where) {
        String changelog = ONE + "--changeset ann:2 runInTransaction:false\n" + statement + REST;
        interrupt(changelog, where);
        application.start().close();
        assertSameAs(changelog);
        assertThat(database.query("select 1 from migration_statement")).isEmpty();
    }

    @Test
    void statementsThatAreDoneAreNotSentAgain() {
        String changelog = ONE + """
                --changeset ann:2 runInTransaction:false
                set statement_timeout = '1h';
                update one set id = id + 10;
                insert into one select 3 where current_setting('statement_timeout') = '1h';
                create index concurrently one_ix on one (note);
                insert into one select 4 where current_setting('statement_timeout') = '1h';
                """ + REST;
        Crash crash = new Crash(database);
        crash.whileWaitingFor("share update exclusive", "one", "create index concurrently", () -> fails(changelog));
        assertThat(database.value("select string_agg(state, ',' order by number) from migration_statement"))
                .isEqualTo("SENT,SENT,SENT,SENT");
        application.start().close();
        assertSameAs(changelog);
        assertThat(database.value("select string_agg(outcome, ',' order by started_at, position)"
                        + " from migration_history where changeset_id = '2'"))
                .isEqualTo("FAILED,EXECUTED");
    }

    @Test
    void whatCannotBeLookedUpHaltsBeforeAnythingIsRun() {
        String changelog = ONE + UNCLEAR + REST;
        new Crash(database).whileWaitingForARow("one", "update one", () -> fails(changelog));
        String before = Snapshot.of(database);
        Failure failure = halt();
        assertThat(failure.kind()).isEqualTo(FailureKind.UNCLEAR);
        assertThat(failure.message())
                .contains("Changeset changelog.sql::2::ann was interrupted at statement 2 of 3 in run")
                .contains("1 statement before it took effect");
        assertThat(failure.statement()).isEqualTo("update one set id = id + 10");
        assertThat(failure.hint()).contains("--migration.command=resolve --changeset='changelog.sql::2::ann'");
        assertThat(Snapshot.of(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"not-applied, 11", "applied, 1"})
    void whatSomebodySaysDecides(String as, String first) {
        String changelog = ONE + UNCLEAR + REST;
        new Crash(database).whileWaitingForARow("one", "update one", () -> fails(changelog));
        assertThat(halt().kind()).isEqualTo(FailureKind.UNCLEAR);
        resolve(as);
        application.with("migration.startup=blocking").start().close();
        assertThat(database.value("select string_agg(id::text, ',' order by id) from one"))
                .as("3 and 4 are inserted once, and the update was sent " + (as.equals("applied") ? "never" : "once"))
                .isEqualTo(first.equals("1") ? "1,2,3,4" : "4,11,12,13");
        assertThat(database.value("select string_agg(outcome, ',' order by h.started_at, position)"
                        + " from migration_history h where changeset_id = '2'"))
                .isEqualTo("FAILED,RESOLVED_" + as.toUpperCase(Locale.ROOT).replace('-', '_') + ",EXECUTED");
        assertThat(database.value("select kind || ' ' || outcome || ' ' || actor || ' ' || reason"
                        + " from migration_run where kind = 'RESOLUTION'"))
                .isEqualTo("RESOLUTION SUCCEEDED ann looked");
    }

    @Test
    void whatIsNotUnclearCannotBeResolved() {
        try (var context = application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            MigrationRequest request = new MigrationRequest("default", RunTrigger.API, "ann", "looked");
            assertThatThrownBy(() -> service.resolve(request, "changelog.sql::2::ann", true))
                    .isInstanceOf(NothingUnclearException.class)
                    .hasMessageContaining("Nothing is unclear");
        }
        assertThat(database.query("select 1 from migration_run where kind = 'RESOLUTION'"))
                .isEmpty();
    }

    /** As the command does it, in a process that runs nothing. */
    private void resolve(String as) {
        try (var context = application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.unclear("default")).hasSize(1);
            MigrationRequest request = new MigrationRequest("default", RunTrigger.API, "ann", "looked");
            ResolvedChangeset resolved = service.resolve(request, "changelog.sql::2::ann", as.equals("applied"));
            assertThat(resolved.statement()).isEqualTo(2);
            assertThat(service.unclear("default")).isEmpty();
        }
    }

    @Test
    void aFailedChangesetGoesOnBehindWhatItHasDoneAlsoWhenItWasMended() {
        String start = ONE + """
                --changeset ann:2 runInTransaction:false
                update one set id = id + 10;
                """;
        fails(start + "update nobody set id = 1;\n");
        application.sql(start + "update one set note = 'c';\n" + REST).start().close();
        assertSameAs(start + "update one set note = 'c';\n" + REST);
        fails(start + "update one set note = 'c';\n" + REST + """
                --changeset ann:4 runInTransaction:false
                update one set id = id + 10;
                update nobody set id = 1;
                """);
        application.sql(start + "update one set note = 'c';\n" + REST + """
                --changeset ann:4 runInTransaction:false
                update one set id = id + 100;
                """);
        assertThat(halt().message()).contains("was changed since");
    }

    @Test
    void whatEndsTransactionsItselfIsUnclear() {
        String changelog = ONE + """
                --changeset ann:2 runInTransaction:false
                begin;
                update one set id = id + 10;
                create index concurrently one_ix on one (note);
                """ + REST;
        fails(changelog);
        assertThat(halt().message()).contains("has transactions or temporary tables of its own");
    }

    @Test
    void whatSomebodySaidOfAWholeChangesetIsNotForgottenByAnAttemptThatDiesToo() {
        String changelog = ONE + """
                --changeset ann:2 runInTransaction:false
                begin;
                update one set id = id + 10;
                create index concurrently one_ix on one (note);
                """ + REST;
        fails(changelog);
        try (var context = application.with("migration.startup=off").start()) {
            context.getBean(MigrationService.class)
                    .resolve(
                            new MigrationRequest("default", RunTrigger.API, "ann", "looked"),
                            "changelog.sql::2::ann",
                            true);
        }
        application.with("migration.startup=blocking");
        new Crash(database).whileWaitingFor("exclusive", "databasechangelog", "INSERT INTO", () -> fails(changelog));

        application.start().close();

        assertThat(database.value("select string_agg(id::text, ',' order by id) from one"))
                .isEqualTo("1,2");
        assertThat(database.query("select 1 from migration_statement")).isEmpty();
    }

    /** The process lives, and knows that the statement before has ended. */
    @Test
    void whatFailsInCodeBehindAStatementIsNotUnclear() {
        application
                .file("changelog.xml", """
                        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                          <changeSet id="2" author="ann" runInTransaction="false">
                            <sql>update one set id = id + 10</sql>
                            <customChange class="%s"/>
                          </changeSet>
                        </databaseChangeLog>
                        """.formatted(FailingOnce.class.getName()))
                .with("spring.liquibase.change-log=classpath:changelog.xml");
        FailingOnce.fails.set(true);
        assertThatThrownBy(() -> application.start()).isNotNull();

        application.start().close();

        assertThat(FailingOnce.fails).isFalse();
        assertThat(database.value("select string_agg(id::text, ',' order by id) from one"))
                .isEqualTo("11,12");
    }

    /** A change in code. */
    public static final class FailingOnce implements CustomTaskChange {

        static final AtomicBoolean fails = new AtomicBoolean();

        @Override
        public void execute(liquibase.database.Database database) throws CustomChangeException {
            if (fails.getAndSet(false)) {
                throw new CustomChangeException("the other system does not answer");
            }
        }

        @Override
        public String getConfirmationMessage() {
            return "";
        }

        @Override
        public void setUp() {}

        @Override
        public void setFileOpener(ResourceAccessor resources) {}

        @Override
        public ValidationErrors validate(liquibase.database.Database database) {
            return new ValidationErrors();
        }
    }

    private Failure halt() {
        Throwable thrown = catchThrowable(() -> application.start());
        while (thrown != null && !(thrown instanceof MigrationException)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(MigrationException.class);
        return ((MigrationException) Objects.requireNonNull(thrown)).failure();
    }

    private void interrupt(String changelog, String where) {
        Crash crash = new Crash(database);
        if (where.equals("table")) {
            crash.whileWaitingFor("share update exclusive", "one", null, () -> fails(changelog));
        } else {
            crash.whileWaitingFor("exclusive", "databasechangelog", "INSERT INTO", () -> fails(changelog));
        }
    }

    private void fails(String changelog) {
        assertThatThrownBy(() -> application.sql(changelog).start()).isNotNull();
    }

    private void assertSameAs(String changelog) {
        new TestApplication(folder, undisturbed).sql(changelog).start().close();
        assertThat(Snapshot.of(database)).isEqualTo(Snapshot.of(undisturbed));
    }
}
