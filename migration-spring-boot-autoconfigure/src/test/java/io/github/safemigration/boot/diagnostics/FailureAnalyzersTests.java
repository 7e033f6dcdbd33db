package io.github.safemigration.boot.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.List;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a start that fails prints, from the analysis on. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTests {

    private static final int MOST_LINES = 15;

    @Test
    void badSql(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = analysis(new TestApplication(folder, database).sql("""
                --changeset ann:1
                create table one (id int);
                --changeset ann:2
                insert into nowhere values (1);
                """), output);

        assertThat(lines)
                .containsSubsequence(
                        "Description:",
                        "Target 'default': ERROR: relation \"nowhere\" does not exist; Position: 13.",
                        "In changeset changelog.sql::2::ann, SQLSTATE 42P01, statement: insert into nowhere values (1)",
                        "What was applied before it stays applied; of this changeset nothing is left.",
                        "Action:");
    }

    @Test
    void checksumChanged(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        TestApplication application = new TestApplication(folder, database);
        application
                .sql("--changeset ann:1\ncreate table one (id int);\n")
                .start()
                .close();

        List<String> lines = analysis(application.sql("--changeset ann:1\ncreate table one (id bigint);\n"), output);

        assertThat(lines)
                .anyMatch(line -> line.matches("Target 'default': 1 applied changeset was edited after being applied:"
                        + " changelog.sql::1::ann \\(stored 9:\\w+, now 9:\\w+\\)\\."))
                .contains("No changeset was run; the database is unchanged.")
                .anyMatch(line -> line.startsWith("Take the edit back"));
    }

    @Test
    void changelogIsMissing(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = analysis(
                new TestApplication(folder, database).with("spring.liquibase.change-log=classpath:nowhere.yaml"),
                output);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("Target 'default':") && line.contains("nowhere.yaml"))
                .anyMatch(line -> line.contains("spring.liquibase.change-log"));
    }

    @Test
    void changelogDoesNotParse(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = analysis(
                new TestApplication(folder, database)
                        .file("broken.xml", "<databaseChangeLog>\n  <changeSet id=\"1\">\n</databaseChangeLog>\n")
                        .with("spring.liquibase.change-log=classpath:broken.xml"),
                output);

        assertThat(lines).anyMatch(line -> line.startsWith("In file broken.xml:"));
    }

    @Test
    void databaseIsUnreachable(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = analysis(
                new TestApplication(folder, database)
                        .with("spring.datasource.url=jdbc:postgresql://localhost:1/x?password=canary-word"),
                output);

        assertThat(lines).anyMatch(line -> line.startsWith("Check that the database is up"));
        assertThat(output.getAll()).doesNotContain("canary-word");
    }

    @Test
    void rightsAreMissing(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        // From PostgreSQL 15 on this is so from the start.
        database.execute("REVOKE CREATE ON SCHEMA public FROM public");
        List<String> lines = analysis(
                new TestApplication(
                                folder,
                                database.restricted(
                                        "secret", "GRANT CONNECT ON DATABASE " + database.name() + " TO %s"))
                        .sql("--changeset ann:1\ncreate table one (id int);\n"),
                output);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("Target 'default': ERROR: permission denied"))
                .anyMatch(line -> line.contains("GRANT CREATE, USAGE ON SCHEMA \"public\" TO ")
                        && line.contains("Grant the right"));
    }

    @Test
    void changesetsArePendingWhereNoneMayBe(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = analysis(
                new TestApplication(folder, database)
                        .sql("--changeset ann:1\ncreate table one (id int);\n")
                        .with("migration.startup=validate", "migration.on-pending=fail"),
                output);

        assertThat(lines)
                .contains("Target 'default': 1 changeset is pending, and this start must not run them.")
                .anyMatch(line -> line.contains("--migration.command=migrate"));
    }

    @Test
    void aSettingOfOursUnderLiquibasesPrefix(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines =
                analysis(new TestApplication(folder, database).with("spring.liquibase.startup=canary-word"), output);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("spring.liquibase.startup ("))
                .anyMatch(line -> line.startsWith("Did you mean migration.startup?"));
        assertThat(output.getAll()).doesNotContain("canary-word");
    }

    @Test
    void aMistypedSettingOfLiquibase(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines =
                analysis(new TestApplication(folder, database).with("spring.liquibase.contxts=demo"), output);

        assertThat(lines).anyMatch(line -> line.startsWith("Did you mean spring.liquibase.contexts?"));
    }

    @Test
    void aValueThatIsNotKnown(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines = print(new TestApplication(folder, database).with("migration.startup=bloking"), output);

        assertThat(lines).contains("BACKGROUND", "BLOCKING", "VALIDATE", "OFF");
    }

    @Test
    void aListenerIsInjectedJpa(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines =
                analysis(new TestApplication(folder, database).sql("").source(ListenerWithJpa.class), output);

        assertThat(lines)
                .contains(
                        "Bean 'auditing' takes part in the migration and is injected 'entityManagerFactory', which waits"
                                + " until the migration is over.",
                        "Cycle: liquibase -> migrationStartup -> migrationService -> migrationContext -> migrationListeners"
                                + " -> auditing -> entityManagerFactory -> liquibase");
    }

    @Test
    void aCustomizerIsInjectedJdbc(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        List<String> lines =
                analysis(new TestApplication(folder, database).sql("").source(CustomizerWithJdbc.class), output);

        assertThat(lines).anyMatch(line -> line.startsWith("Bean 'customizer' takes part in the migration"));
    }

    private static List<String> analysis(TestApplication application, CapturedOutput output) {
        List<String> lines = print(application, output);
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
        return lines;
    }

    private static List<String> print(TestApplication application, CapturedOutput output) {
        int before = output.getAll().length();
        assertThatThrownBy(() -> application.start().close()).isInstanceOf(Exception.class);
        String printed = output.getAll().substring(before);
        int start = printed.indexOf("***");
        assertThat(printed).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        // Boot's reporter logs one line and an empty one before the stars.
        return List.of(("log\n\n" + printed.substring(start)).stripTrailing().split("\\R", -1)).stream()
                .map(String::strip)
                .toList();
    }

    @ImportAutoConfiguration(HibernateJpaAutoConfiguration.class)
    static class ListenerWithJpa {

        @Bean
        MigrationListener auditing(EntityManagerFactory jpa) {
            return event -> jpa.getProperties();
        }
    }

    @ImportAutoConfiguration(JdbcTemplateAutoConfiguration.class)
    static class CustomizerWithJdbc {

        @Bean
        Customizer<Liquibase> customizer(JdbcTemplate jdbc) {
            return liquibase -> jdbc.execute("select 1");
        }
    }
}
