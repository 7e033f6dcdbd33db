package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Interrupted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that finds something unclear waits for somebody's word. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class UnclearStartTests {

    private static final String ONE = "--changeset ann:1\nCREATE TABLE book (id bigint);";

    private static final String UPDATE = "INSERT INTO book VALUES (1)";

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    UnclearStartTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql(ONE);
    }

    @BeforeEach
    void setUp() throws Exception {
        try (StartingApplication first = start("migration.startup=blocking")) {
            first.context();
        }
        Interrupted.at(database, "db/changelog/changes.sql", "2", UPDATE);
        changelogs.sql(
                ONE,
                "--changeset ann:2 runInTransaction:false\n" + UPDATE + ";\nINSERT INTO book VALUES (2);",
                "--changeset ann:3\nCREATE TABLE page (id bigint);");
    }

    @ParameterizedTest
    @CsvSource({"background, true, 2", "blocking, true, 2", "background, false, '1,2'"})
    void itGoesOnByItselfOnceThatIsGiven(String mode, boolean applied, String rows, CapturedOutput output)
            throws Exception {
        try (StartingApplication application = start("migration.startup=" + mode, "migration.on-halt=hold")) {
            application.awaitState(TargetState.UNCLEAR);
            assertThat(application.status().pending()).isEqualTo(2);
            // Longer than it takes to look again.
            await().during(Duration.ofMillis(1_500))
                    .until(() -> application.status().state() == TargetState.UNCLEAR);
            assertThat(database.value("SELECT locked::text FROM databasechangeloglock"))
                    .isEqualTo("false");
            try (StartingApplication other = start("migration.startup=off")) {
                other.context()
                        .getBean(MigrationService.class)
                        .resolve(
                                new MigrationRequest("default", RunTrigger.API, "ann", "looked"),
                                "db/changelog/changes.sql::2::ann",
                                applied);
            }
            application.awaitState(TargetState.UP_TO_DATE);
            application.context();
        }
        assertThat(database.value("SELECT string_agg(id::text, ',' ORDER BY id) FROM book"))
                .isEqualTo(rows);
        assertThat(output.getOut())
                .containsOnlyOnce("the run goes on by itself once this is resolved")
                .containsOnlyOnce("what was unclear is resolved, and the run goes on");
    }

    @Test
    void withoutAnybodyToAnswerMeanwhileItFails() throws Exception {
        try (StartingApplication application = start("migration.startup=blocking")) {
            assertThat(application.failure())
                    .hasStackTraceContaining("was interrupted at statement 1 of 2 in run dead");
        }
        assertThat(database.value("SELECT to_regclass('page')::text")).isNull();
    }

    private StartingApplication start(String... properties) {
        return StartingApplication.start(
                changelogs,
                Stream.concat(Stream.of(database.properties()), Stream.of(properties))
                        .toArray(String[]::new));
    }
}
