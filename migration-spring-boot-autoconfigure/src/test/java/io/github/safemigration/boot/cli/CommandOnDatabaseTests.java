package io.github.safemigration.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.DocumentedFields;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Interrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DatabaseTest(perMethod = true)
class CommandOnDatabaseTests {

    private static final String ONE = """
            --liquibase formatted sql
            --changeset ann:1
            create table one (id int);
            --rollback drop table one;
            """;

    private static final String TWO = """
            --changeset ann:2
            create table two (id int);
            """;

    private static final String BROKEN = """
            --changeset ann:2
            insert into nowhere values (1);
            """;

    @Test
    void statusLooksAndMigrateActs(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE + TWO);

        CommandRun before = run(database, changelog, "status");
        assertThat(before.out() + before.err()).startsWith("default: pending, 0 applied, 2 pending");
        assertThat(before.code()).isEqualTo(3);
        assertThat(tables(database)).isEmpty();

        CommandRun migrate = run(database, changelog, "migrate");
        assertThat(migrate.out()).startsWith("default: up to date, 2 applied, 0 pending, 2 applied now");
        assertThat(migrate.code()).isZero();

        assertThat(run(database, changelog, "status").code()).isZero();
        assertThat(run(database, changelog, "history").out())
                .contains("1 run" + System.lineSeparator(), "succeeded", "by command");
    }

    @Test
    void preflightTellsWhatHaltsAndEndsWithItsCode(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);
        CommandRun ready = run(database, changelog, "preflight");
        assertThat(ready.out()).startsWith("default: ok").contains("1 changeset would run");
        assertThat(ready.code()).isZero();
        assertThat(tables(database)).isEmpty();

        assertThat(run(database, changelog, "migrate").code()).isZero();
        database.execute("update databasechangeloglock set locked = true, lockedby = 'pod-7 (10.0.0.7)'");
        CommandRun locked = run(database, changelog, "preflight");
        assertThat(locked.out())
                .startsWith("default: halt")
                .contains("pod-7 (10.0.0.7)", "--migration.command=release-lock");
        assertThat(locked.code()).isEqualTo(9);
    }

    @Test
    void aRunThatFailsTellsWhatItApplied(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE + BROKEN);

        JsonNode answer = json(run(database, changelog, "migrate", "--format=json"), 6);

        JsonNode target = answer.at("/targets/0");
        assertThat(target.at("/appliedNow").asInt()).isEqualTo(1);
        assertThat(target.at("/applied").asInt()).isEqualTo(1);
        assertThat(target.at("/failure/kind").asString()).isEqualTo("BAD_SQL");
        CommandRun one =
                run(database, changelog, "history", "--run=" + target.at("/run").asString());
        assertThat(one.out()).contains("changelog.sql::1::ann, executed", "changelog.sql::2::ann, failed");
    }

    @Test
    void aRunThatFailsAndIsUndoneHasACodeOfItsOwn(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE + BROKEN);

        CommandRun run = run(database, changelog, "migrate", "--migration.atomic=true");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err())
                .contains("All that this run did is undone", "exit code 7, failed and rolled back")
                .doesNotContain("stays applied");
        assertThat(tables(database)).doesNotContain("one");
    }

    @Test
    void aChangesetOutsideOfATransactionIsToldToLeaveWhatItDid(FreshDatabase database, @TempDir Path folder)
            throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE + """
                --changeset ann:2 runInTransaction:false
                create table two (id int);
                select 1 from nowhere;
                """);

        CommandRun run = run(database, changelog, "migrate");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err())
                .contains("runs outside of a transaction: those of its statements that were over stay done");
    }

    @Test
    void aNegativeDurationIsAWrongSetting(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);

        CommandRun run = run(database, changelog, "migrate", "--migration.lock.timeout=-3s");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("migration.lock.timeout is -3000 ms: it must not be negative");
        assertThat(tables(database)).isEmpty();
    }

    @Test
    void eachFieldThatIsToldIsDocumented(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE + BROKEN);
        JsonNode plan = json(run(database, changelog, "plan", "--format=json"), 3);
        JsonNode preflight = json(run(database, changelog, "preflight", "--format=json"), 0);
        JsonNode migrate = json(run(database, changelog, "migrate", "--format=json"), 6);
        JsonNode status = json(run(database, changelog, "status", "--format=json"), 3);
        JsonNode history = json(run(database, changelog, "history", "--format=json"), 0);
        String id = history.at("/targets/0/runs/0/id").asString();
        JsonNode one = json(run(database, changelog, "history", "--format=json", "--run=" + id), 0);

        DocumentedFields endpoint = DocumentedFields.of("docs/endpoints.md");
        assertThat(DocumentedFields.fieldsOf(plan, Set.of())).isSubsetOf(endpoint.fields("Plan"));
        assertThat(DocumentedFields.fieldsOf(preflight, Set.of())).isSubsetOf(endpoint.fields("Preflight"));
        assertThat(DocumentedFields.fieldsOf(status, Set.of("targets[].lastRun")))
                .isSubsetOf(endpoint.fields("Status"));
        assertThat(DocumentedFields.fieldsOf(history, Set.of("targets[].runs"))).isEqualTo(endpoint.fields("History"));
        assertThat(DocumentedFields.fieldsOf(one, Set.of())).isSubsetOf(endpoint.fields("Run"));
        Set<String> documentedElsewhere = Set.of("targets[].schemaVersion", "targets[].database", "targets[].failure");
        assertThat(DocumentedFields.fieldsOf(migrate, documentedElsewhere))
                .isEqualTo(DocumentedFields.of("docs/command-line.md").fields("JSON"));
    }

    @Test
    void aPlanForAChangelogWithAnEditedChangesetFails(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);
        run(database, changelog, "migrate");
        Files.writeString(changelog, Files.readString(changelog).replace("id int", "id bigint"));

        CommandRun plan = run(database, changelog, "plan");

        assertThat(plan.code()).isEqualTo(6);
        assertThat(plan.err()).contains("changelog.sql::1::ann");
    }

    @Test
    void aTargetThatIsSwitchedOffIsLeftAlone(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);

        for (String command : List.of("status", "migrate")) {
            CommandRun run = CommandRun.on(database, OffShop.class, changelog, command);
            assertThat(run.out()).startsWith("default: off");
            assertThat(run.code()).isZero();
        }
        assertThat(tables(database)).isEmpty();
    }

    @Test
    void anAutoConfigurationThatMakesTheDataSourceCanBeNamed(FreshDatabase database, @TempDir Path folder)
            throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);

        CommandRun run = run(
                database,
                changelog,
                "status",
                "--migration.cli.auto-configurations="
                        + "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).doesNotContain("WARN");
    }

    private static JsonNode json(CommandRun run, int code) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void whatIsUnclearNeedsAPersonWhoResolvesIt(FreshDatabase database, @TempDir Path folder) throws IOException {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), ONE);
        assertThat(run(database, changelog, "migrate").code()).isZero();
        String path = String.valueOf(database.value("select filename from databasechangelog"));
        Files.writeString(changelog, ONE + "--changeset ann:2 runInTransaction:false\ninsert into one values (1);\n");
        Interrupted.at(database, path, "2", "insert into one values (1)");

        CommandRun halted = run(database, changelog, "migrate");
        assertThat(halted.code()).isEqualTo(8);
        assertThat(halted.out()).startsWith("default: unclear, 1 applied, 1 pending");
        assertThat(halted.err())
                .contains("--migration.command=resolve --changeset='" + path + "::2::ann'", "No changeset was run");

        CommandRun status = run(database, changelog, "status");
        assertThat(status.code()).isEqualTo(8);
        assertThat(status.out())
                .startsWith("default: unclear, 1 applied, 1 pending")
                .contains("at statement 1 of 1");

        assertThat(run(database, changelog, "resolve", "--changeset=" + path + "::2::ann")
                        .code())
                .isEqualTo(2);
        CommandRun resolved = run(
                database, changelog, "resolve", "--changeset=" + path + "::2::ann", "--as=applied", "--reason=seen");
        assertThat(resolved.out()).startsWith("default: " + path + "::2::ann is resolved as applied");
        assertThat(resolved.code()).isZero();

        assertThat(run(database, changelog, "migrate").code()).isZero();
        assertThat(database.value("select count(*) from one")).isEqualTo("0");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("2");
    }

    private static CommandRun run(FreshDatabase database, Path changelog, String command, String... more) {
        return CommandRun.on(database, Shop.class, changelog, command, more);
    }

    private static List<String> tables(FreshDatabase database) {
        return database.query("select tablename from pg_tables where schemaname = 'public'").stream()
                .map(row -> String.valueOf(row.get("tablename")))
                .toList();
    }

    @EnableAutoConfiguration
    static class Shop {}

    @EnableAutoConfiguration
    static class OffShop {

        @Bean
        SpringLiquibase liquibase(DataSource dataSource, @Value("${spring.liquibase.change-log}") String changelog) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setChangeLog(changelog);
            liquibase.setShouldRun(false);
            return liquibase;
        }
    }
}
