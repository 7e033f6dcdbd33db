package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties that say what is run. */
class ChangelogPropertiesTests {

    private static final String BOOK = """
            --changeset ann:book
            CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
            --rollback DROP TABLE book;
            """;

    private final Twins twins;

    ChangelogPropertiesTests(@TempDir Path folder) {
        twins = new Twins(folder);
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void theDefaultLocationIsReadAndASecondStartChangesNothing() {
        twins.changelogs().sql(BOOK, """
                --changeset ann:index labels:v2
                --comment as the readers search
                CREATE INDEX book_title ON book (title);
                COMMENT ON TABLE book IS 'what we have';
                """, """
                --changeset ann:books runAlways:true
                INSERT INTO book (title) VALUES ('Emma'), ('Persuasion');
                """);
        twins.start();
        twins.areEqual();
        assertThat(twins.ours().value("SELECT count(*) FROM migration_history")).isEqualTo("3");
        twins.start();
        twins.areEqual();
        assertThat(twins.ours().value("SELECT count(*) FROM book")).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:/changes/master.xml", "classpath:changes/master.xml", "changes/master.xml"})
    void changeLogNamesAFileThatIncludesEveryFormat(String location) {
        writeEveryFormat();
        twins.start("spring.liquibase.change-log=" + location);
        twins.areEqual();
        assertThat(twins.ours().value("SELECT count(*) FROM databasechangelog")).isEqualTo("5");
    }

    @Test
    void changeLogNamesAFileOutsideOfTheClassPath() {
        twins.changelogs().write("changes/books.sql", "--liquibase formatted sql\n" + BOOK);
        twins.start("spring.liquibase.change-log="
                + twins.changelogs().file("changes/books.sql").toUri());
        twins.areEqual();
        assertThat(twins.ours().value("SELECT count(*) FROM book")).isEqualTo("0");
    }

    private void writeEveryFormat() {
        twins.changelogs()
                .write("changes/master.xml", """
                        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                          <property name="length" value="40"/>
                          <include file="parts/1.sql" relativeToChangelogFile="true"/>
                          <includeAll path="parts/more" relativeToChangelogFile="true"/>
                          <changeSet id="xml" author="ann">
                            <preConditions onFail="MARK_RAN"><tableExists tableName="book"/></preConditions>
                            <addColumn tableName="book"><column name="isbn" type="varchar(${length})"/></addColumn>
                            <loadData tableName="book" file="changes/books.csv"/>
                          </changeSet>
                          <changeSet id="marked" author="ann">
                            <preConditions onFail="MARK_RAN"><tableExists tableName="author"/></preConditions>
                            <dropTable tableName="book"/>
                          </changeSet>
                        </databaseChangeLog>
                        """)
                .write("changes/books.csv", "title,isbn\nEmma,1\nPersuasion,2\n")
                .write("changes/parts/1.sql", "--liquibase formatted sql\n" + BOOK)
                .write("changes/parts/more/2.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: yaml
                              author: ann
                              changes:
                                - createIndex: {tableName: book, indexName: book_title, columns: [{column: {name: title}}]}
                        """)
                .write("changes/parts/more/3.json", """
                        {"databaseChangeLog": [{"changeSet": {"id": "json", "author": "ann", "changes": [
                          {"addUniqueConstraint": {"tableName": "book", "columnNames": "title", "constraintName": "one"}}
                        ]}}]}
                        """);
    }

    @Test
    void contextsChoose() {
        twins.changelogs()
                .sql(
                        "--changeset ann:1 context:prod\nCREATE TABLE prod (id int);",
                        "--changeset ann:2 context:test\nCREATE TABLE test (id int);",
                        "--changeset ann:3 context:\"eu and !test\"\nCREATE TABLE eu (id int);",
                        "--changeset ann:4\nCREATE TABLE everywhere (id int);");
        twins.start("spring.liquibase.contexts=prod,eu");
        twins.areEqual();
        assertThat(tables()).isEqualTo("eu,everywhere,prod");
    }

    @Test
    void labelFilterChooses() {
        twins.changelogs()
                .sql(
                        "--changeset ann:1 labels:v1\nCREATE TABLE v1 (id int);",
                        "--changeset ann:2 labels:v2\nCREATE TABLE v2 (id int);",
                        "--changeset ann:3 labels:v1,slow\nCREATE TABLE slow (id int);");
        twins.start("spring.liquibase.label-filter=v1 and !slow");
        twins.areEqual();
        assertThat(tables()).isEqualTo("v1");
        twins.start("spring.liquibase.label-filter=v1,v2");
        twins.areEqual();
        assertThat(tables()).isEqualTo("slow,v1,v2");
    }

    @Test
    void parametersAreFilledInAndSecretOnesReachTheDatabaseAsTheyAre() {
        twins.changelogs().sql("""
                --changeset ann:1
                CREATE TABLE ${table} (id int, word text DEFAULT '${word.password}');
                INSERT INTO ${table} (id) VALUES (1);
                """);
        twins.start("spring.liquibase.parameters.table=shelf", "spring.liquibase.parameters.word.password=open-sesame");
        twins.areEqual();
        assertThat(twins.ours().value("SELECT word FROM shelf")).isEqualTo("open-sesame");
    }

    @Test
    void tagEndsTheUpdateThere() {
        twins.changelogs()
                .sql("--changeset ann:1\nCREATE TABLE v1 (id int);")
                .write("db/changelog/db.changelog-master.yaml", """
                        databaseChangeLog:
                          - include: {file: db/changelog/changes.sql}
                          - changeSet: {id: 2, author: ann, changes: [{tagDatabase: {tag: v1}}]}
                          - changeSet: {id: 3, author: ann, changes: [{sql: {sql: "CREATE TABLE v2 (id int)"}}]}
                        """);
        twins.start("spring.liquibase.tag=v1");
        twins.areEqual();
        assertThat(tables()).isEqualTo("v1");
        twins.start("spring.liquibase.tag=v1");
        twins.areEqual();
        twins.start();
        twins.areEqual();
        assertThat(tables()).isEqualTo("v1,v2");
    }

    @Test
    void clearChecksumsLetsAnEditedChangesetPass() {
        twins.changelogs().sql("--changeset ann:1\nCREATE TABLE book (id int);");
        twins.start();
        twins.changelogs().sql("--changeset ann:1\nCREATE TABLE book (id bigint);");
        twins.start("spring.liquibase.clear-checksums=true");
        twins.areEqual();
        twins.start();
        twins.areEqual();
    }

    private String tables() {
        return String.valueOf(twins.ours()
                .value("SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
                        + " AND tablename NOT LIKE 'migration%' AND tablename NOT LIKE 'databasechangelog%'"));
    }
}
