package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import liquibase.change.custom.CustomTaskChange;
import liquibase.change.custom.CustomTaskRollback;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class RequireRollbackTests {

    private static final String TOLD =
            "1 of 4 changesets pending cannot be undone: changelog.sql::2::ann. Say in the changelog how each is undone";

    private static final String PLAN = """
            --changeset ann:1
            create table first (id int);
            --rollback drop table first;

            --changeset ann:2
            create table second (id int);

            --changeset ann:3
            create table third (id int);
            --rollback drop table third;

            --changeset ann:4
            insert into third values (1);
            --rollback empty
            """;

    private static final String XML_HEAD = """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            """;

    private static final String XML = XML_HEAD + """
              <changeSet id="1" author="ann">
                <createTable tableName="first"><column name="id" type="int"/></createTable>
                <sql dbms="oracle">select 1 from dual</sql>
              </changeSet>
              <changeSet id="2" author="ann">
                <sql>create table second (id int)</sql>
                <customChange class="%s"/>
              </changeSet>
              <changeSet id="3" author="ann">
                <createTable tableName="third"><column name="id" type="int"/></createTable>
              </changeSet>
            </databaseChangeLog>
            """;

    private FreshDatabase database;
    private TestApplication application;
    private Path file;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        file = folder.resolve("rollback.sql");
        application = new TestApplication(folder, fresh).sql(PLAN);
    }

    @Test
    void namesWhatCannotBeUndoneAndRunsIt(CapturedOutput output) {
        application.with("migration.require-rollback=warn").start().close();

        assertThat(output).contains(TOLD);
        assertThat(tables()).isEqualTo("first,second,third");
    }

    @Test
    void runsNothingWhereItIsToFail() {
        application.with("migration.require-rollback=fail");

        assertThatThrownBy(application::start).satisfies(RequireRollbackTests::isRefused);
        assertThat(tables()).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("0");
    }

    @Test
    void saysNothingWhereNobodyAsks(CapturedOutput output) {
        application.start().close();

        assertThat(output).doesNotContain("cannot be undone");
    }

    /** Plain Liquibase does not start, and leaves a file that is cut off. */
    @Test
    void rollbackFileEndsWhereTheWayBackDoes(CapturedOutput output) throws IOException {
        application.with("spring.liquibase.rollback-file=" + file).start().close();

        assertThat(output).contains("ends where the way back does: changelog.sql::2::ann has no rollback");

        assertThat(Files.readString(file))
                .contains("drop table third;")
                .doesNotContain("drop table first;")
                .endsWith("-- The way back ends here: changeset changelog.sql::2::ann has no rollback."
                        + System.lineSeparator());
        assertThat(tables()).isEqualTo("first,second,third");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("4");
    }

    private static void isRefused(Throwable thrown) {
        Failure failure = ((MigrationException) Objects.requireNonNull(thrown.getCause())).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(failure.message()).startsWith("1 of 4 changesets pending cannot be undone");
        assertThat(failure.hint()).contains("--rollback", "migration.require-rollback=warn");
    }

    @Test
    void rollbackFileOfChangesForOtherProductsAndOfCodeEndsThereToo() throws IOException {
        application.file("changelog.xml", XML.formatted(Undone.class.getName()));
        application
                .with("spring.liquibase.change-log=classpath:changelog.xml", "spring.liquibase.rollback-file=" + file)
                .start()
                .close();

        assertThat(Files.readString(file))
                .contains("DROP TABLE public.third")
                .doesNotContain("second", "first")
                .endsWith("-- The way back ends here: changeset changelog.xml::2::ann has no rollback."
                        + System.lineSeparator());
        assertThat(tables()).isEqualTo("first,second,third");
    }

    @Test
    void rollbackFileThatCannotBeWrittenDoesNotFailTheStart(CapturedOutput output) throws IOException {
        application.file("changelog.xml", XML_HEAD + """
                  <changeSet id="1" author="ann">
                    <createTable tableName="first"><column name="id" type="int"/></createTable>
                    <rollback><sqlFile path="missing.sql"/></rollback>
                  </changeSet>
                </databaseChangeLog>
                """);
        application
                .with("spring.liquibase.change-log=classpath:changelog.xml", "spring.liquibase.rollback-file=" + file)
                .start()
                .close();

        assertThat(Files.readString(file))
                .startsWith("-- The way back could not be written: ")
                .hasLineCount(1);
        assertThat(output).contains("could not be written").doesNotContain("FAILED TO START");
        assertThat(tables()).isEqualTo("first");
    }

    @Test
    void whatRunsAtEachStartIsNamedOnce(CapturedOutput output) {
        String always = """
                --changeset ann:1 runAlways:true
                create or replace view one as select 1;
                """;
        application.sql(always).with("migration.require-rollback=warn").start().close();
        assertThat(output).contains("1 of 1 changeset pending cannot be undone");
        int told = output.getAll().length();

        application.sql(always).with("migration.require-rollback=fail").start().close();

        assertThat(output.getAll().substring(told)).contains("1 of them now").doesNotContain("cannot be undone");
    }

    /** Undoes nothing, in code. */
    public static final class Undone implements CustomTaskChange, CustomTaskRollback {

        @Override
        public void execute(Database database) {}

        @Override
        public void rollback(Database database) {}

        @Override
        public String getConfirmationMessage() {
            return "";
        }

        @Override
        public void setUp() {}

        @Override
        public void setFileOpener(ResourceAccessor resources) {}

        @Override
        public ValidationErrors validate(Database database) {
            return new ValidationErrors();
        }
    }

    private @Nullable String tables() {
        return database.value("select string_agg(tablename, ',' order by tablename) from pg_tables"
                + " where schemaname = 'public' and tablename in ('first', 'second', 'third')");
    }
}
