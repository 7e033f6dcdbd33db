package io.github.safemigration.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An index is valid, or its changeset is not done. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class IndexSafetyTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int);
            insert into one values (1), (1);
            """;

    private static final String UNIQUE = """

            --changeset ann:2 runInTransaction:false
            create unique index concurrently one_ix on one (id);
            """;

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(ONE);
        application.start().close();
    }

    @Test
    void whatAFailedBuildLeavesIsRemovedAtOnceAndBuiltAnew(CapturedOutput output) {
        assertThatThrownBy(() -> application.sql(ONE + UNIQUE).start())
                .hasStackTraceContaining("could not create unique");
        assertThat(database.value("select to_regclass('one_ix')::text")).isNull();
        assertThat(output)
                .contains("removed the invalid index public.one_ix, which the failed statement had left behind");
        database.execute("update one set id = 2 where ctid = (select max(ctid) from one)");
        application.start().close();
        assertThat(isValid()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--changeset ann:2 runInTransaction:false\ncreate unique index concurrently if not exists one_ix on one (id);",
                "--changeset ann:2 runInTransaction:false\ncreate unique index concurrently ONE_IX on public.one (id);",
                "--changeset ann:2\ncreate unique index if not exists one_ix on one (id);"
            })
    void whatSomebodyElsesBuildHasLeftIsNotTakenForAnIndex(String changeset, CapturedOutput output) {
        leaveInvalid();
        database.execute("update one set id = 2 where ctid = (select max(ctid) from one)");
        application.sql(ONE + "\n" + changeset).start().close();
        assertThat(isValid()).isEqualTo("true");
        assertThat(output).contains("removed the invalid index public.one_ix");
        assertThatThrownBy(() -> database.execute("insert into one values (1)")).hasMessageContaining("duplicate key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe_ix", "an_index_with_a_name_that_is_longer_than_what_the_database_keeps_of_it"})
    void namesOfAllLettersAndLengthsAreFound(String name) {
        assertThatThrownBy(() -> database.execute("create unique index concurrently " + name + " on one (id)"))
                .hasStackTraceContaining("could not create unique");
        database.execute("update one set id = 2 where ctid = (select max(ctid) from one)");
        application
                .sql(ONE + "\n--changeset ann:2 runInTransaction:false\ncreate unique index concurrently if not exists "
                        + name + " on one (id);")
                .start()
                .close();
        assertThat(database.value("select indisvalid::text from pg_index where indrelid = 'one'::regclass"))
                .isEqualTo("true");
    }

    @Test
    void whatSomebodyIsBuildingIsLeftAlone() throws Exception {
        CompletableFuture<Void> building;
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select 1 from one");
            building =
                    CompletableFuture.runAsync(() -> database.execute("create index concurrently one_ix on one (id)"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !database.query("select 1 from pg_stat_progress_create_index"
                                    + " where datname = current_database() and phase like 'waiting for old%'")
                            .isEmpty());
            assertThatThrownBy(() -> application.sql(ONE + UNIQUE).start())
                    .hasStackTraceContaining("is being built by another session");
        }
        building.get(20, TimeUnit.SECONDS);
        assertThat(isValid()).isEqualTo("true");
    }

    @Test
    void othersAreToldAndLeftAlone(CapturedOutput output) {
        leaveInvalid();
        try (var context = application
                .sql(ONE + "\n--changeset ann:2\ncreate table two (id int);")
                .start()) {
            assertThat(context.getBean(MigrationService.class).invalidIndexes("default"))
                    .containsExactly(new InvalidIndex("public.one_ix", "public.one"));
        }
        assertThat(output).containsOnlyOnce("INVALID: index public.one_ix on public.one");
        assertThat(isValid()).isEqualTo("false");
    }

    @Test
    void aBuildThatEndsWithoutAValidIndexIsNotDone() {
        database.execute(
                "create function spoil() returns event_trigger language plpgsql as"
                        + " 'begin update pg_index set indisvalid = false where indexrelid = ''one_ix''::regclass; end'",
                "create event trigger spoil on ddl_command_end when tag in ('CREATE INDEX') execute function spoil()",
                "delete from one");
        assertThatThrownBy(() -> application.sql(ONE + UNIQUE).start())
                .hasStackTraceContaining("The index public.one_ix on public.one is there and INVALID");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("1");
        database.execute("drop event trigger spoil");
        application.start().close();
        assertThat(isValid()).isEqualTo("true");
    }

    private void leaveInvalid() {
        assertThatThrownBy(() -> database.execute("create unique index concurrently one_ix on one (id)"))
                .hasStackTraceContaining("could not create unique");
        assertThat(isValid()).isEqualTo("false");
    }

    private String isValid() {
        return String.valueOf(
                database.value("select indisvalid::text from pg_index where indexrelid = 'one_ix'::regclass"));
    }
}
