package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changeset creates is granted to the roles that are to use it, with the changeset or not at all. */
@DatabaseTest(perMethod = true)
class GrantToTests {

    private FreshDatabase database;

    private FreshDatabase reader;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        reader = fresh.restricted("canary-reader");
        application = new TestApplication(folder, fresh).with("migration.grant-to=" + reader.username());
    }

    @Test
    void theOtherRoleUsesWhatIsCreatedAndNothingElse() {
        database.execute("create table before (id int)");
        application.sql("""
                --changeset ann:1
                create table book (id bigserial primary key, title text);
                create view titles as select title from book;
                alter table before add column title text;
                --changeset ann:2
                create schema shop;
                create table shop."Order Line" (id int);
                --changeset ann:3 splitStatements:false
                create function shop.one() returns int language sql as 'select 1';
                revoke execute on function shop.one() from public;
                """).start().close();

        reader.execute("insert into book (title) values ('SICP')", "insert into shop.\"Order Line\" values (1)");
        assertThat(reader.value("select title from titles")).isEqualTo("SICP");
        assertThat(reader.value("select shop.one()")).isEqualTo("1");
        assertThat(may("before")).isEqualTo("false");
        assertThat(may("databasechangelog")).isEqualTo("false");
        assertThat(may("migration_run")).isEqualTo("false");
        assertThat(database.value(
                        "select count(*) from migration_history where statements like '%grant select, insert%'"))
                .isEqualTo("2");
    }

    @Test
    void soItIsOutsideOfTransactions() {
        application.sql("""
                --changeset ann:1 runInTransaction:false
                create table book (id int);
                """).start().close();

        reader.execute("insert into book values (1)");
    }

    @Test
    void whatIsRolledBackIsNotGranted() {
        application.sql("""
                --changeset ann:1
                create table book (id int);
                --changeset ann:2 failOnError:false
                create table shelf (id int);
                insert into nowhere values (1);
                """).start().close();

        assertThat(may("book")).isEqualTo("true");
        assertThat(database.value("select to_regclass('shelf')::text")).isNull();
    }

    private String may(String table) {
        return String.valueOf(database.value(
                "select has_table_privilege(?, to_regclass(?), 'select')::text", reader.username(), table));
    }
}
