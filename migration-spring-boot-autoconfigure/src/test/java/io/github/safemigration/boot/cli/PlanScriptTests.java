package io.github.safemigration.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Psql;
import io.github.safemigration.testsupport.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

@DatabaseTest(perMethod = true)
class PlanScriptTests {

    private static final String CHANGESETS = """
            --changeset ann:1 labels:core contextFilter:"!never"
            --comment: the shop's first table
            create table product (id int primary key, name text not null);
            insert into product values (1, 'a \\ b'), (2, 'it''s; fine') -- the last word;
            --rollback drop table product;
            --changeset ann:2 splitStatements:false
            create function price(id int) returns int language plpgsql as $$
            begin
              return id * 2; -- cents
            end $$
            --changeset ann:3 runInTransaction:false
            create index concurrently product_name_ix on product (name);
            --changeset ann:4 runAlways:true
            update product set name = upper(name);
            """;

    private final Path folder;

    PlanScriptTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aScriptDoesWhatARunDoesAndBothHistoriesKnowOfIt(FreshDatabase database) throws Exception {
        Path changelog = changelog(CHANGESETS);
        try (FreshDatabase other = database.copy()) {
            assertThat(command(other, changelog, "migrate").code()).isZero();

            Psql psql = Psql.run(database, script(database, changelog));

            assertThat(psql.said()).doesNotContain("ERROR");
            assertThat(psql.code()).isZero();
            assertThat(Snapshot.of(database)).isEqualTo(Snapshot.of(other));
        }
        assertThat(command(database, changelog, "status").out())
                .startsWith("default: up to date, 4 applied")
                .contains("succeeded", "by command", "4 planned");
        assertThat(database.query(
                                "select position, outcome, statements, rollback_statements, checksum is not null as sum"
                                        + " from migration_history order by position")
                        .toString())
                .contains(
                        "position=1, outcome=EXECUTED", "it''s; fine", "drop table product", "sum=true", "position=4");
        assertThat(database.value("select outcome || ' ' || applied_before || ' ' || applied_after from migration_run"))
                .isEqualTo("SUCCEEDED 0 4");
    }

    @Test
    void aScriptForWhatRunsAtEveryStartRunsItAgain(FreshDatabase database) throws Exception {
        Path changelog = changelog(CHANGESETS);
        command(database, changelog, "migrate");
        changelog = changelog(CHANGESETS + """
                --changeset ann:5
                alter table product add column note text;
                """);

        Psql psql = Psql.run(database, script(database, changelog));

        assertThat(psql.said()).doesNotContain("ERROR");
        assertThat(database.query("select id, exectype, orderexecuted from databasechangelog order by orderexecuted")
                        .toString())
                .contains("id=4, exectype=RERAN, orderexecuted=5", "id=5, exectype=EXECUTED, orderexecuted=6");
        assertThat(command(database, changelog, "status").code()).isZero();
    }

    @Test
    void aChangesetThatChangesWhatNamesMeanDoesSoForItselfAlone(FreshDatabase database) throws Exception {
        Path changelog = changelog("""
                --changeset ann:1
                create schema other;
                set search_path to other;
                create table a (id int);
                --changeset ann:2
                create table b (id int);
                """);
        try (FreshDatabase other = database.copy()) {
            command(other, changelog, "migrate");

            Psql psql = Psql.run(database, script(database, changelog));

            assertThat(psql.said()).doesNotContain("ERROR");
            assertThat(Snapshot.of(database)).isEqualTo(Snapshot.of(other));
        }
    }

    @Test
    void aScriptRunsOnceOnly(FreshDatabase database) throws Exception {
        Path script = script(database, changelog(CHANGESETS));
        Psql.run(database, script);
        String before = Snapshot.of(database);

        Psql again = Psql.run(database, script);

        assertThat(again.code()).isEqualTo(3);
        assertThat(again.said()).contains("already exists");
        assertThat(Snapshot.of(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update databasechangeloglock set locked = true    | The changelog lock is held
            delete from databasechangelog where id = '2'      | 1 changeset should be applied here
            """)
    void aScriptTouchesNothingWhereTheDatabaseIsAnother(String change, String said, FreshDatabase database)
            throws Exception {
        Path first = changelog("""
                --changeset ann:1
                create table one (id int);
                """);
        command(database, first, "migrate");
        Path script = script(database, changelog("""
                --changeset ann:1
                create table one (id int);
                --changeset ann:3
                create table three (id int);
                """));
        database.execute(change.startsWith("delete") ? "delete from databasechangelog" : change);

        Psql psql = Psql.run(database, script);

        assertThat(psql.code()).isEqualTo(3);
        assertThat(psql.said()).contains(said);
        assertThat(database.value("select to_regclass('three')::text")).isNull();
    }

    @Test
    void whatFailsLeavesWhatWasCommittedAndTheNextScriptGoesOn(FreshDatabase database) throws Exception {
        String good = """
                --changeset ann:1
                create table one (id int);
                """;
        Path broken = changelog(good + """
                --changeset ann:2
                create table two (id int);
                insert into nowhere values (1);
                """);
        assertThat(Psql.run(database, script(database, broken)).code()).isEqualTo(3);
        assertThat(database.value("select to_regclass('one')::text || coalesce(to_regclass('two')::text, '-')"))
                .isEqualTo("one-");
        Path mended = changelog(good + """
                --changeset ann:2
                create table two (id int);
                """);

        Psql psql = Psql.run(database, script(database, mended));

        assertThat(psql.code()).isZero();
        assertThat(command(database, mended, "status").code()).isZero();
        assertThat(database.query("select outcome from migration_run order by started_at")
                        .toString())
                .isEqualTo("[{outcome=CRASHED}, {outcome=SUCCEEDED}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            <customChange class="io.github.safemigration.boot.cli.PlanScriptTests$Never"/>  | cannot be run by hand: custom change
            <executeCommand executable="touch"/>                                            | cannot be run by hand: shell command
            <sql>create role app password 'canary-4711'</sql>                               | names a secret
            <preConditions><tableExists tableName="one"/></preConditions><sql>select 1</sql> | has preconditions
            <loadData tableName="one" file="rows.csv" relativeToChangelogFile="true"/>      | is rendered from the database
            """)
    void whatOnlyTheApplicationCanRunEndsTheScript(String change, String reason, FreshDatabase database)
            throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "id\n1\n");
        Path changelog = Files.writeString(folder.resolve("changelog.xml"), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="1" author="ann"><sql>create table one (id int)</sql></changeSet>
                  <changeSet id="2" author="ann">%s</changeSet>
                  <changeSet id="3" author="ann"><sql>create table three (id int)</sql></changeSet>
                </databaseChangeLog>
                """.formatted(change));

        CommandRun plan = command(database, changelog, "plan", "--format=sql");

        assertThat(plan.code()).isEqualTo(3);
        assertThat(plan.out())
                .contains("create table one", "-- The script ends here: ", "changelog.xml::2::ann " + reason)
                .doesNotContain("create table three", "canary-4711");
    }

    @Test
    void rowsOfAFileAreWrittenOutOnceTheirTableIsThere(FreshDatabase database) throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "id,name\n007,Bond\n");
        String table =
                "- changeSet: {id: 1, author: ann, changes: [{sql: {sql: 'create table spy (id varchar(9), name varchar(9))'}}]}\n";
        Path first = Files.writeString(folder.resolve("changelog.yaml"), "databaseChangeLog:\n" + table);
        command(database, first, "migrate");
        Path changelog = Files.writeString(folder.resolve("changelog.yaml"), "databaseChangeLog:\n" + table + """
                - changeSet:
                    id: 2
                    author: ann
                    changes: [{loadData: {tableName: spy, file: rows.csv, relativeToChangelogFile: true}}]
                """);

        Psql psql = Psql.run(database, script(database, changelog));

        assertThat(psql.said()).doesNotContain("ERROR");
        assertThat(database.value("select id || name from spy")).isEqualTo("007Bond");
    }

    @Test
    void nothingPendingIsAnEmptyScript(FreshDatabase database) throws Exception {
        Path changelog = changelog("""
                --changeset ann:1
                create table one (id int);
                """);
        command(database, changelog, "migrate");

        CommandRun plan = command(database, changelog, "plan", "--format=sql");

        assertThat(plan.code()).isZero();
        assertThat(plan.out().lines()).allMatch(line -> line.startsWith("--"));
        assertThat(plan.out()).contains("Nothing is pending");
    }

    @Test
    void anotherProductThanPostgresqlIsToldSo() {
        CommandRun plan = CommandRun.of(
                Shop.class,
                "--migration.command=plan",
                "--format=sql",
                "--spring.datasource.url=jdbc:h2:mem:script",
                "--spring.liquibase.change-log=classpath:changelogs/endpoint.xml");

        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.err()).contains("A script can be written for PostgreSQL only, and this is H2");
    }

    private Path changelog(String changesets) throws IOException {
        return Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n" + changesets);
    }

    private Path script(FreshDatabase database, Path changelog) {
        Path file = folder.resolve("plan.sql");
        CommandRun plan = command(database, changelog, "plan", "--format=sql", "--output=" + file);
        assertThat(plan.code()).as(plan.err()).isEqualTo(3);
        return file;
    }

    private static CommandRun command(FreshDatabase database, Path changelog, String command, String... more) {
        return CommandRun.on(database, Shop.class, changelog, command, more);
    }

    @EnableAutoConfiguration
    static class Shop {}

    /** Fails the test that lets it run. */
    public static class Never implements liquibase.change.custom.CustomSqlChange {

        @Override
        public liquibase.statement.SqlStatement[] generateStatements(liquibase.database.Database database) {
            throw new AssertionError("nothing may run it");
        }

        @Override
        public String getConfirmationMessage() {
            return "";
        }

        @Override
        public void setUp() {}

        @Override
        public void setFileOpener(liquibase.resource.ResourceAccessor resources) {}

        @Override
        public liquibase.exception.ValidationErrors validate(liquibase.database.Database database) {
            return new liquibase.exception.ValidationErrors();
        }
    }
}
