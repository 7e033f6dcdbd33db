package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.boot.startup.StartupHold;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A start that never migrates. */
@DatabaseTest(perMethod = true)
class ValidateStartTests {

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    ValidateStartTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);");
        application = Twins.runner(changelogs).withPropertyValues(database.properties());
    }

    @Test
    void itWaitsWithoutWritingAnythingUntilSomebodyElseHasMigrated() throws Exception {
        try (StartingApplication waiting = start()) {
            await().ignoreExceptions().until(() -> waiting.status().pending() == 1);
            assertThat(waiting.status().state()).isEqualTo(TargetState.PENDING);
            assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
            assertThat(waiting.isUp()).isFalse();
            application.run(context -> assertThat(context).hasNotFailed());
            waiting.context();
            assertThat(waiting.status().state()).isEqualTo(TargetState.UP_TO_DATE);
        }
    }

    @Test
    void itEndsWhenTheProcessIsToldToStop() throws Exception {
        try (StartingApplication waiting = start()) {
            waiting.awaitState(TargetState.PENDING);
            waiting.bean(StartupHold.class).release();
            assertThat(waiting.failure()).rootCause().hasMessageContaining("asked to stop");
        }
    }

    @Test
    void onPendingFailFailsIt() {
        application
                .withPropertyValues("migration.startup=validate", "migration.on-pending=fail")
                .run(context -> assertThat(context)
                        .getFailure()
                        .cause()
                        .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.failure())
                                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PENDING))
                                .satisfies(
                                        failure -> assertThat(failure.message()).contains("1 "))));
        assertThat(database.value("SELECT to_regclass('databasechangelog')")).isNull();
    }

    @Test
    void anEditedChangesetFailsItAsItFailsAStartThatMigrates() {
        application.run(context -> assertThat(context).hasNotFailed());
        changelogs.sql("--changeset ann:1\nCREATE TABLE book (id bigint);");
        application.withPropertyValues("migration.startup=validate").run(context -> assertThat(context)
                .getFailure()
                .cause()
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CHECKSUM_CHANGED)));
        application
                .withPropertyValues("migration.startup=validate", "spring.liquibase.clear-checksums=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void offAsksNoDatabaseAtAll() {
        application
                .withPropertyValues(
                        "migration.startup=off",
                        "spring.datasource.url=jdbc:postgresql://localhost:1/nothing-there",
                        "spring.datasource.hikari.connection-timeout=250")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(database.value("SELECT to_regclass('book')")).isNull();
    }

    private StartingApplication start() {
        String[] properties = Stream.concat(Stream.of(database.properties()), Stream.of("migration.startup=validate"))
                .toArray(String[]::new);
        return StartingApplication.start(changelogs, properties);
    }
}
