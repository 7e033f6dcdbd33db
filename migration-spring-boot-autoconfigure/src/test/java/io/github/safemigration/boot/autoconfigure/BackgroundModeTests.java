package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import io.github.safemigration.testsupport.RunningApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an application answers while its migration, held up by the test, is running in the background, and afterwards. */
@DatabaseTest(perMethod = true)
class BackgroundModeTests {

    @Test
    void refusesRequestsAndReadinessUntilTheMigrationIsOver(FreshDatabase database) throws Exception {
        whileMigrating(
                database,
                properties -> SmallApplication.start(database, properties),
                application -> {
                    refusesItems(application);
                    assertThat(application.get("/actuator/health/liveness").status())
                            .isEqualTo(200);
                    assertThat(application.get("/livez").status()).isEqualTo(200);
                    for (String readiness : new String[] {"/actuator/health/readiness", "/readyz"}) {
                        HttpAnswer answer = application.get(readiness);
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.at("/status").asString()).isEqualTo("OUT_OF_SERVICE");
                    }
                    HttpAnswer health = application.get("/actuator/health");
                    assertThat(health.at("/components/migrations/details/targets/default/running")
                                    .asString())
                            .isEqualTo("changeset 2 of 3");
                    assertThat(application
                                    .get("/actuator/migrations")
                                    .at("/targets/0/currentRun/position")
                                    .asInt())
                            .isEqualTo(2);
                    assertThat(application.get("/actuator/prometheus").body())
                            .contains("migration_active_seconds_count{target=\"default\"} 1");
                },
                application -> {
                    assertThat(application.get("/items").body()).isEqualTo("one");
                    assertThat(application.get("/readyz").status()).isEqualTo(200);
                    await().untilAsserted(() -> assertThat(
                                    application.get("/actuator/prometheus").body())
                            .contains("migration_run_seconds_count{outcome=\"succeeded\",target=\"default\"} 1")
                            .contains("migration_observation_run_seconds_count"));
                });
    }

    private static void refusesItems(RunningApplication application) {
        HttpAnswer answer = application.get("/items");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.retryAfter()).isEqualTo("7");
        assertThat(answer.at("/status").asInt()).isEqualTo(503);
        assertThat(application.get("/nothing-there").status()).isEqualTo(503);
    }

    @Test
    void letsRequestsThroughWhereItIsToldTo(FreshDatabase database) throws Exception {
        whileMigrating(
                database,
                properties -> SmallApplication.start(
                        database, append(properties, "migration.background.reject-requests=false")),
                application -> {
                    assertThat(application.get("/items").body()).isEqualTo("one");
                    assertThat(application.get("/actuator/health/readiness").status())
                            .isEqualTo(503);
                },
                application -> assertThat(application.get("/items").status()).isEqualTo(200));
    }

    @Test
    void findsTheActuatorOnAPortAndBelowAPathOfItsOwn(FreshDatabase database) throws Exception {
        whileMigrating(
                database,
                properties -> SmallApplication.start(
                        database,
                        append(properties, "management.server.port=0", "management.endpoints.web.base-path=/")),
                application -> {
                    refusesItems(application);
                    assertThat(application.get("/health").status()).isEqualTo(503);
                    assertThat(application.get("/livez").status()).isEqualTo(200);
                    assertThat(application.getFromManagement("/health/liveness").status())
                            .isEqualTo(200);
                    assertThat(application
                                    .getFromManagement("/migrations")
                                    .at("/targets/0/state")
                                    .asString())
                            .isEqualTo("RUNNING");
                },
                application -> assertThat(application.get("/items").status()).isEqualTo(200));
    }

    private static void whileMigrating(
            FreshDatabase database,
            Function<String[], RunningApplication> start,
            Consumer<RunningApplication> during,
            Consumer<RunningApplication> afterwards)
            throws SQLException {
        try (Connection blocker = database.dataSource().getConnection()) {
            blocker.createStatement().execute("SELECT pg_advisory_lock(4712)");
            try (RunningApplication application = start.apply(new String[] {
                "migration.startup=background",
                "migration.retry-after=7s",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.endpoint.health.show-details=always"
            })) {
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> application
                                        .bean(MigrationService.class)
                                        .status("default")
                                        .progress(),
                                progress -> progress != null && progress.position() == 2);
                during.accept(application);
                blocker.createStatement().execute("SELECT pg_advisory_unlock(4712)");
                await().atMost(Duration.ofSeconds(30)).until(() -> application
                        .bean(MigrationService.class)
                        .status("default")
                        .state()
                        .isReady());
                afterwards.accept(application);
            }
        }
    }

    private static String[] append(String[] properties, String... more) {
        String[] all = Arrays.copyOf(properties, properties.length + more.length);
        System.arraycopy(more, 0, all, properties.length, more.length);
        return all;
    }
}
