package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of a start whose run has failed, and what its log says of that. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class HeldRunTests {

    private static final String ADVICE_IF_DOWN = "Check that the database is up";

    private static final String ADVICE_IF_BAD = "Mend the changeset";

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    HeldRunTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id bigint);");
    }

    @ParameterizedTest
    @ValueSource(strings = {"background", "blocking"})
    void whatLackedTheDatabaseIsTriedAgainOnceItAnswers(String mode, CapturedOutput output) throws Exception {
        try (Relay server = new Relay(database.url())) {
            server.answer(false);
            try (StartingApplication application = start(server.url(), mode)) {
                application.awaitState(TargetState.UNREACHABLE);
                await().untilAsserted(() -> assertThat(output.getOut())
                        .contains(ADVICE_IF_DOWN, "the run is tried again once the database answers"));
                // Longer than it takes to look again.
                await().during(Duration.ofMillis(1_500))
                        .until(() -> application.status().state() == TargetState.UNREACHABLE);
                server.answer(true);
                application.awaitState(TargetState.UP_TO_DATE);
                application.context();
            }
        }
        assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
        assertThat(output.getOut())
                .containsOnlyOnce("the database answers, and the run is tried again")
                .containsOnlyOnce(ADVICE_IF_DOWN)
                .contains("up to date, 1 applied, 1 of them now", "running 1 changeset, plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"background", "blocking"})
    void whatFailsOtherwiseThenIsNotTriedAgain(String mode, CapturedOutput output) throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (Relay server = new Relay(database.url())) {
            server.answer(false);
            try (StartingApplication application = start(server.url(), mode)) {
                application.awaitState(TargetState.UNREACHABLE);
                server.answer(true);
                application.awaitState(TargetState.FAILED);
                await().during(Duration.ofMillis(1_500))
                        .until(() -> application.status().state() == TargetState.FAILED);
                assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo("1");
                database.execute("INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted,"
                        + " exectype) SELECT changeset_id, author, path, now(), 1, 'EXECUTED' FROM migration_history");
                application.awaitState(TargetState.UP_TO_DATE);
                application.context();
            }
        }
        assertThat(output.getOut())
                .containsOnlyOnce(ADVICE_IF_DOWN)
                .containsOnlyOnce(ADVICE_IF_BAD)
                .containsOnlyOnce("stays unready until this is mended and the next start or the command migrate")
                .contains("In changeset db/changelog/changes.sql::1::ann, SQLSTATE 42P01")
                .containsOnlyOnce("1 applied, and the start goes on");
    }

    @Test
    void aBackgroundRunThatEndsTheApplicationIsExplainedToo(CapturedOutput output) throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (StartingApplication application = start(database.url(), "background", "migration.on-halt=fail")) {
            var context = application.context();
            await().until(() -> !context.isActive());
        }
        assertThat(output.getOut()).containsOnlyOnce(ADVICE_IF_BAD).doesNotContain("stays unready");
    }

    private StartingApplication start(String url, String mode, String... more) {
        Stream<String> held = more.length == 0 ? Stream.of("migration.on-halt=hold") : Stream.of(more);
        return StartingApplication.start(
                changelogs,
                WebApplicationType.NONE,
                new Class<?>[] {StartingApplication.Plain.class},
                Stream.of(
                                Stream.of(database.properties())
                                        .filter(property -> !property.startsWith("spring.datasource.url")),
                                Stream.of("spring.datasource.url=" + url, "migration.startup=" + mode),
                                held)
                        .flatMap(some -> some)
                        .toArray(String[]::new));
    }
}
