package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The endpoint before, during and without what it tells about. */
@DatabaseTest(perMethod = true)
class MigrationsEndpointUnderWayTests {

    private static final String OBJECTS = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace";

    @Test
    void readingWritesNothing(FreshDatabase database) {
        try (var scenario = new EndpointScenario(database)) {
            assertThat(get(scenario, "").status()).isEqualTo(200);
            assertThat(get(scenario, "/plan").at("/targets/0/changesets")).hasSize(5);
            assertThat(get(scenario, "/history").at("/targets/0/total").asInt()).isZero();

            assertThat(database.value(OBJECTS)).isEqualTo("0");
        }
    }

    @Test
    void everythingAnswersWhileARunIsGoingOn(FreshDatabase database) throws Exception {
        try (var scenario = new EndpointScenario(database)) {
            scenario.runAndFail();
            scenario.mend();
            scenario.whileRunning(() -> {
                JsonNode target = get(scenario, "").at("/targets/0");
                assertThat(target.at("/state").asString()).isEqualTo("RUNNING");
                assertThat(target.at("/currentRun/position").asInt()).isEqualTo(2);
                assertThat(target.at("/currentRun/total").asInt()).isEqualTo(3);
                assertThat(target.at("/currentRun/changeset/id").asString()).isEqualTo("4-wait");
                assertThat(target.at("/currentRun/statement").asString()).contains("pg_advisory_xact_lock");
                assertThat(target.at("/currentRun/elapsedMillis").isIntegralNumber())
                        .isTrue();
                assertThat(target.at("/lastRun/id").asString())
                        .isEqualTo(target.at("/currentRun/id").asString());
                assertThat(target.at("/lock/owner").asString()).isNotEmpty();

                assertThat(get(scenario, "/plan").at("/targets/0/changesets")).hasSize(2);
                assertThat(get(scenario, "/history").at("/targets/0/total").asInt())
                        .isEqualTo(2);
            });
        }
    }

    @Test
    void aDatabaseThatIsGoneIsAProblemForThePlanAndNoneForTheStatus(FreshDatabase database) {
        try (var scenario = new EndpointScenario(database, "spring.datasource.hikari.connection-timeout=1000")) {
            scenario.runAndFail();
            database.close();

            HttpAnswer status = get(scenario, "");
            assertThat(status.status()).isEqualTo(200);
            assertThat(status.at("/targets/0/state").asString()).isEqualTo("FAILED");
            assertThat(status.at("/targets/0").has("lastRun")).isFalse();

            for (String path : List.of("/plan", "/history", "/history/4711")) {
                HttpAnswer answer = get(scenario, path);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.contentType()).isEqualTo("application/problem+json");
                assertThat(answer.at("/detail").asString()).startsWith("Target 'default': ");
                assertThat(answer.at("/failure/kind").asString()).isEqualTo("DATABASE_UNREACHABLE");
                assertThat(answer.body()).doesNotContain("at io.github", "Exception");
            }
        }
    }

    @Test
    void aDatabaseThatHangsDoesNotHoldUpTheStatus(FreshDatabase database) throws Exception {
        try (var scenario = new EndpointScenario(database)) {
            scenario.runAndFail();
            try (Connection blocker = database.dataSource().getConnection()) {
                blocker.setAutoCommit(false);
                blocker.createStatement().execute("LOCK TABLE migration_run IN ACCESS EXCLUSIVE MODE");

                long asked = System.nanoTime();
                HttpAnswer status = get(scenario, "");
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
                assertThat(status.at("/targets/0/state").asString()).isEqualTo("FAILED");
                assertThat(status.at("/targets/0").has("lastRun")).isFalse();
                blocker.rollback();
            }
        }
    }

    @Test
    void aChangelogThatIsGoneIsAProblemThatTheCallerCanTellFromADatabaseThatIs(FreshDatabase database) {
        try (var scenario =
                new EndpointScenario(database, "spring.liquibase.change-log=classpath:changelogs/none.xml")) {
            HttpAnswer answer = get(scenario, "/plan");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/failure/kind").asString()).isEqualTo("CHANGELOG_MISSING");
        }
    }

    @Test
    void theInstanceOfAProblemFollowsTheManagementServer(FreshDatabase database) {
        try (var scenario = new EndpointScenario(
                database,
                "management.server.port=0",
                "management.server.base-path=/management",
                "management.endpoints.web.base-path=/ops")) {
            HttpAnswer answer = scenario.application().getFromManagement("/management/ops/migrations/nothing");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/instance").asString()).isEqualTo("/management/ops/migrations/nothing");
        }
    }

    @Test
    void itIsExposedOnlyWhereItIsAskedFor(FreshDatabase database) {
        try (var scenario = new EndpointScenario(database, "management.endpoints.web.exposure.include=health")) {
            assertThat(get(scenario, "").status()).isEqualTo(404);
            assertThat(get(scenario, "/plan").status()).isEqualTo(404);
        }
    }

    private static HttpAnswer get(EndpointScenario scenario, String path) {
        return scenario.application().get("/actuator/migrations" + path);
    }
}
