package io.github.safemigration.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

@DatabaseTest(perMethod = true)
class CommandOnDatabaseTests {

    @Test
    void statusLooksAndMigrateActs(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), """
                --liquibase formatted sql
                --changeset ann:1
                create table one (id int);
                --changeset ann:2
                create table two (id int);
                """);

        CommandRun before = run(database, changelog, "status");
        assertThat(before.out() + before.err()).startsWith("default: pending, 0 applied, 2 pending");
        assertThat(before.code()).isEqualTo(3);
        assertThat(tables(database)).isEmpty();

        CommandRun migrate = run(database, changelog, "migrate");
        assertThat(migrate.out()).startsWith("default: up to date, 2 applied, 0 pending, 2 applied now");
        assertThat(migrate.code()).isZero();

        assertThat(run(database, changelog, "status").code()).isZero();
        assertThat(run(database, changelog, "history").out()).contains("1 runs", "succeeded", "by command");
    }

    private static CommandRun run(FreshDatabase database, Path changelog, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("--migration.command=" + command));
        for (String property : database.properties()) {
            args.add("--" + property);
        }
        args.add("--spring.liquibase.change-log=" + changelog.toUri());
        args.addAll(List.of(more));
        return CommandRun.of(Shop.class, args.toArray(String[]::new));
    }

    private static List<String> tables(FreshDatabase database) {
        return database.query("select tablename from pg_tables where schemaname = 'public'").stream()
                .map(row -> String.valueOf(row.get("tablename")))
                .toList();
    }

    @EnableAutoConfiguration
    static class Shop {}
}
