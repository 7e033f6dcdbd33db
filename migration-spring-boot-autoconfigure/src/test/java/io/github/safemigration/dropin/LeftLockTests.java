package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.health.MigrationsHealthIndicator;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A lock that was left behind is seen by a start that does not need it, before the release that does. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class LeftLockTests {

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql("--changeset ann:1\ncreate table one (id int);\n");
        application.start().close();
    }

    @Test
    void aForeignOneIsToldInLogHealthAndStatusAndTheApplicationIsReady(CapturedOutput output) {
        lock("old-pod (10.0.0.9)");

        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);

            assertThat(output)
                    .contains("WARN")
                    .contains("The changelog lock is held by old-pod (10.0.0.9), since")
                    .contains("--migration.command=release-lock");
            assertThat(service.status("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            var health = new MigrationsHealthIndicator(service).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(String.valueOf(health.getDetails())).contains("old-pod (10.0.0.9)", "release-lock");

            service.releaseLock(new MigrationRequest("default", RunTrigger.API, "ops", "the pod is gone"));

            assertThat(service.status("default").observations().warnings()).isEmpty();
        }
    }

    @Test
    void whatSomebodyElseFreedIsNotToldAnyMoreOnceItIsLookedAt() {
        lock("old-pod (10.0.0.9)");
        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);
            database.execute("update databasechangeloglock set locked = false, lockedby = null, lockgranted = null");

            assertThat(service.lockHolder("default")).isNull();

            assertThat(service.status("default").observations().warnings()).isEmpty();
        }
    }

    @Test
    void oneOfOursWhoseOwnerIsGoneIsFreedAtOnce(CapturedOutput output) {
        lock("pod-7 (shop 1.0) [safemigration 2147483647@1]");

        application.start().close();

        assertThat(output).contains("left behind by pod-7 (shop 1.0)", "which is gone: it is freed");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void whoOnlyLooksFreesNothing() {
        lock("pod-7 (shop 1.0) [safemigration 2147483647@1]");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=validate").start()) {
            List<String> warnings = context.getBean(MigrationService.class)
                    .status("default")
                    .observations()
                    .warnings();
            assertThat(warnings).singleElement().asString().contains("pod-7 (shop 1.0)", "The next run frees it");
        }
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("true");
    }

    private void lock(String owner) {
        database.execute(
                "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = '" + owner + "'");
    }
}
