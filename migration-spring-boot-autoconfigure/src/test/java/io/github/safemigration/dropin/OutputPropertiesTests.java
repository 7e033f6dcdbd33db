package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

/** What Liquibase says, and where. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class OutputPropertiesTests {

    private final ChangelogFolder changelogs;

    OutputPropertiesTests(@TempDir Path folder) {
        changelogs = new ChangelogFolder(folder);
    }

    @BeforeEach
    void write() {
        changelogs.sql(
                "--changeset ann:1\nCREATE TABLE book (id int);",
                "--changeset ann:2 context:test\nCREATE TABLE test (id int);");
    }

    @ParameterizedTest
    @CsvSource({"summary,log", "summary,console", "verbose,all", "verbose,log", "off,all"})
    void showSummarySaysTheSameInTheSamePlaces(String what, String where, FreshDatabase database, CapturedOutput all) {
        String[] properties = {
            "spring.liquibase.show-summary=" + what,
            "spring.liquibase.show-summary-output=" + where,
            "spring.liquibase.contexts=prod"
        };
        List<String> plain = plain(database, all, properties);
        assertThat(ours(database, all, properties)).isEqualTo(plain);
        assertThat(plain.contains("log: UPDATE SUMMARY")).isEqualTo(!what.equals("off") && !where.equals("console"));
    }

    @Test
    void aConsoleAsUiServiceGetsLiquibasesMessages(FreshDatabase database, CapturedOutput all) {
        String[] properties = {"spring.liquibase.ui-service=console", "spring.liquibase.show-summary=off"};
        List<String> plain = plain(database, all, properties);
        assertThat(ours(database, all, properties)).isEqualTo(plain);
        assertThat(plain).contains("console: Running Changeset: db/changelog/changes.sql::1::ann");
    }

    @Test
    void withoutASettingOurSummaryStandsAlone(FreshDatabase database, CapturedOutput all) {
        assertThat(ours(database, all)).isEmpty();
        assertThat(all).contains("application: up to date, 2 applied, 2 of them now, 0 pending");
    }

    private List<String> plain(FreshDatabase database, CapturedOutput all, String... properties) {
        start(database, "migration.enabled=false", properties);
        database.execute("DROP TABLE IF EXISTS book, test, databasechangelog, databasechangeloglock");
        return liquibases(all.getOut());
    }

    private List<String> ours(FreshDatabase database, CapturedOutput all, String... properties) {
        int before = all.getOut().length();
        start(database, "migration.enabled=true", properties);
        return liquibases(all.getOut().substring(before));
    }

    /** What a user sees of Liquibase: its summary in the log, and whatever is not a log line. */
    private static List<String> liquibases(String output) {
        return output.lines()
                .filter(line -> !line.matches("20\\d\\d-.*") || line.contains(" liquibase.util"))
                .map(line -> line.replaceFirst("^20\\d\\d-.* liquibase\\.util\\S* +: ", "log: "))
                .map(line -> line.startsWith("log: ") ? line : "console: " + line)
                .toList();
    }

    private void start(FreshDatabase database, String first, String... properties) {
        Stream<String> all = Stream.of(
                        Stream.of(first, "spring.main.banner-mode=off", "spring.liquibase.analytics-enabled=false"),
                        Stream.of(database.properties()),
                        Stream.of(properties))
                .flatMap(some -> some);
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .resourceLoader(new DefaultResourceLoader(changelogs.classLoader()))
                .run(all.map("--"::concat).toArray(String[]::new))
                .close();
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        LiquibaseAutoConfiguration.class,
        MigrationAutoConfiguration.class
    })
    static class Application {}
}
