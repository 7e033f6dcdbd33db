package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.StandbyServer;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is a hot standby answers and takes no writes: that is said, and nothing else is tried. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class StandbyTests {

    private static final String BOOK = "--changeset ann:1\ncreate table book (id int);\n";

    @Test
    void aRunAgainstItEndsInAClearStateAndOneWithNothingToDoServes(
            FreshDatabase unused, @TempDir Path folder, @TempDir Path data, CapturedOutput output) throws Exception {
        TestApplication application = new TestApplication(folder, unused)
                .with("spring.datasource.username=postgres", "spring.datasource.password=postgres");
        try (StandbyServer server = StandbyServer.primary(data.resolve("server"))) {
            application
                    .with("spring.datasource.url=" + server.url())
                    .sql(BOOK)
                    .start()
                    .close();
        }
        try (StandbyServer server = StandbyServer.standby(data.resolve("server"))) {
            application.with("spring.datasource.url=" + server.url());
            try (ConfigurableApplicationContext context = application.start()) {
                assertThat(state(context)).isEqualTo(TargetState.UP_TO_DATE);
            }
            application
                    .sql(BOOK + "--changeset ann:2\ncreate table shelf (id int);\n")
                    .with("migration.startup=off");
            try (ConfigurableApplicationContext context = application.start()) {
                MigrationService service = context.getBean(MigrationService.class);
                assertThat(service.preflight("default").halt())
                        .map(PreflightCheck::kind)
                        .contains(FailureKind.STANDBY);
                assertThatThrownBy(() -> service.migrate(new MigrationRequest("default", RunTrigger.API, null)))
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.STANDBY));
                assertThat(state(context)).isEqualTo(TargetState.UNREACHABLE);
            }
        }
        try (StandbyServer server = StandbyServer.standby(data.resolve("server"))) {
            application.with("spring.datasource.url=" + server.url(), "migration.startup=background");
            try (ConfigurableApplicationContext context = application.start()) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> output.getOut().contains("tried again once the server is promoted"));
                JdbcClient.create(new DriverManagerDataSource(server.url(), "postgres", "postgres"))
                        .sql("select pg_promote()")
                        .query()
                        .singleValue();
                await().atMost(Duration.ofSeconds(60)).until(() -> state(context) == TargetState.UP_TO_DATE);
            }
        }
        assertThat(output).contains("The server is a hot standby: it answers, and takes no writes");
    }

    private static TargetState state(ConfigurableApplicationContext context) {
        return context.getBean(MigrationService.class).status("default").state();
    }
}
