package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A start that waits for its migration, and what it does when that fails. */
@DatabaseTest(perMethod = true)
class BlockingStartTests {

    private static final String TABLE = "--changeset ann:1\nCREATE TABLE book (price int);";

    private static final String CONSTRAINT =
            "--changeset ann:2\nALTER TABLE book ADD CONSTRAINT positive CHECK (price > 0);";

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    BlockingStartTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql(TABLE);
        application = Twins.runner(changelogs).withPropertyValues(database.properties());
        application.run(context -> assertThat(context).hasNotFailed());
        database.execute("INSERT INTO book VALUES (-1)");
        changelogs.sql(TABLE, CONSTRAINT);
    }

    @Test
    void aFailureFailsItAndTheNextOneGoesOn() {
        application.run(
                context -> assertThat(context).getFailure().rootCause().hasMessageContaining("violated by some row"));
        application.run(context -> assertThat(context)
                .getFailure()
                .cause()
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_SQL)));
        database.execute("UPDATE book SET price = 1");
        application.run(context -> assertThat(context.getBean(MigrationService.class)
                        .status("default")
                        .state())
                .isEqualTo(TargetState.UP_TO_DATE));
        assertThat(database.query("SELECT outcome FROM migration_run ORDER BY started_at"))
                .extracting("outcome")
                .containsExactly("SUCCEEDED", "FAILED", "FAILED", "SUCCEEDED");
    }

    @Test
    void onHaltHoldWaitsUntilSomebodyElseHasDoneTheWork() throws Exception {
        try (StartingApplication held = start("migration.on-halt=hold")) {
            held.awaitState(TargetState.FAILED);
            // Longer than it takes to look again: what went wrong must not be forgotten meanwhile.
            await().during(Duration.ofMillis(1_500)).until(() -> held.status().state() == TargetState.FAILED);
            assertThat(held.status().failure()).isNotNull().satisfies(failure -> assertThat(failure.message())
                    .contains("violated by some row"));
            assertThat(held.status().pending()).isOne();
            assertThat(held.isUp()).isFalse();
            database.execute("UPDATE book SET price = 1");
            application.run(context -> assertThat(context).hasNotFailed());
            held.context();
            assertThat(held.status().state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(held.status().failure()).isNull();
        }
    }

    @Test
    void onHaltHoldDoesNotTakeAnEditedChangesetForDone() throws Exception {
        changelogs.sql("--changeset ann:1\nCREATE TABLE book (price bigint);");
        try (StartingApplication held = start("migration.on-halt=hold")) {
            held.awaitState(TargetState.FAILED);
            await().during(Duration.ofMillis(1_500)).until(() -> held.status().state() == TargetState.FAILED);
            assertThat(held.status().failure()).isNotNull().satisfies(failure -> assertThat(failure.kind())
                    .isEqualTo(FailureKind.CHECKSUM_CHANGED));
            assertThat(held.isUp()).isFalse();
            database.execute("UPDATE databasechangelog SET md5sum = NULL");
            held.context();
        }
    }

    private StartingApplication start(String property) {
        String[] properties = Stream.concat(Stream.of(database.properties()), Stream.of(property))
                .toArray(String[]::new);
        return StartingApplication.start(changelogs, properties);
    }
}
