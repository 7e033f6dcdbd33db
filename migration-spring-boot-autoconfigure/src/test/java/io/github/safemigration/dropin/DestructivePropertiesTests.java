package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties that drop, and those that prepare for going back. */
class DestructivePropertiesTests {

    private final Twins twins;

    DestructivePropertiesTests(@TempDir Path folder) {
        twins = new Twins(folder);
        twins.changelogs().sql("""
                --changeset ann:1
                CREATE TABLE book (id int PRIMARY KEY);
                --rollback DROP TABLE book;
                """, """
                --changeset ann:2
                INSERT INTO book VALUES (1);
                --rollback DELETE FROM book WHERE id = 1;
                """);
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void dropFirstDropsEverythingAtEachStart() {
        twins.start("spring.liquibase.drop-first=true");
        twins.areEqual();
        twins.execute("INSERT INTO book VALUES (2)", "CREATE TABLE by_hand (id int)");
        twins.start("spring.liquibase.drop-first=true");
        twins.areEqual();
        assertThat(twins.ours().value("SELECT count(*) FROM book")).isEqualTo("1");
        assertThat(twins.ours().value("SELECT to_regclass('by_hand')")).isNull();
        assertThat(twins.ours().value("SELECT string_agg(outcome, ',') FROM migration_run"))
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void rollbackFileGetsTheSqlOfTheWayBack() {
        Path plain = twins.changelogs().file("plain.sql");
        Path ours = twins.changelogs().file("ours.sql");
        twins.startPlain("spring.liquibase.rollback-file=" + plain);
        twins.startOurs("spring.liquibase.rollback-file=" + ours);
        twins.areEqual();
        assertThat(script(ours)).isEqualTo(script(plain)).contains("DROP TABLE book;");
    }

    @Test
    void rollbackFileEndsAtTheTag() {
        twins.changelogs().write(ChangelogFolder.DEFAULT_MASTER, """
                databaseChangeLog:
                  - include: {file: db/changelog/changes.sql}
                  - changeSet: {id: 3, author: ann, changes: [{tagDatabase: {tag: v1}}]}
                  - changeSet: {id: 4, author: ann, changes: [{createTable: {tableName: later, columns: [
                      {column: {name: id, type: int}}]}}]}
                """);
        Path plain = twins.changelogs().file("plain.sql");
        Path ours = twins.changelogs().file("ours.sql");
        twins.startPlain("spring.liquibase.tag=v1", "spring.liquibase.rollback-file=" + plain);
        twins.startOurs("spring.liquibase.tag=v1", "spring.liquibase.rollback-file=" + ours);
        twins.areEqual();
        assertThat(script(ours)).isEqualTo(script(plain));
    }

    @Test
    void testRollbackOnUpdateGoesForthAndBackAndForth() {
        twins.start("spring.liquibase.test-rollback-on-update=true");
        twins.areEqual();
        twins.start("spring.liquibase.test-rollback-on-update=true");
        twins.areEqual();
        assertThat(twins.ours().value("SELECT string_agg(outcome, ',') FROM migration_run"))
                .isEqualTo("SUCCEEDED");
        assertThat(
                        twins.ours()
                                .query(
                                        "SELECT changeset_id || ' ' || outcome AS attempt FROM migration_history ORDER BY position"))
                .extracting("attempt")
                .containsExactly("1 EXECUTED", "2 EXECUTED", "1 EXECUTED", "2 EXECUTED");
    }

    private static List<String> script(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("-- Ran at:") && !line.startsWith("-- Against:"))
                    .map(line -> line.replaceAll("'\\d{10}'|LOCKGRANTED = NOW\\(\\)|LOCKEDBY = '[^']*'", "*"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
