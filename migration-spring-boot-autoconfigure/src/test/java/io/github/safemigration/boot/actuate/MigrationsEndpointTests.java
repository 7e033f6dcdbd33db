package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The endpoint of an application whose first run failed and whose second succeeded. */
@DatabaseTest
class MigrationsEndpointTests {

    private static EndpointScenario scenario;

    @BeforeAll
    static void runTwice(FreshDatabase database) throws Exception {
        scenario = new EndpointScenario(
                database,
                "server.servlet.context-path=/shop",
                // Must not reach what the endpoint writes.
                "spring.jackson.property-naming-strategy=SNAKE_CASE");
        scenario.runAndFail();
        scenario.mend();
        scenario.whileRunning(() -> {});
    }

    @AfterAll
    static void stop() {
        scenario.close();
    }

    @Test
    void theStatusTellsStateCountsDatabaseAndLastRun() {
        JsonNode target = get("").at("/targets/0");

        assertThat(target.at("/name").asString()).isEqualTo("default");
        assertThat(target.at("/state").asString()).isEqualTo("UP_TO_DATE");
        assertThat(target.at("/applied").asInt()).isEqualTo(5);
        assertThat(target.at("/pending").asInt()).isZero();
        assertThat(target.at("/database/product").asString()).isEqualTo("PostgreSQL");
        assertThat(target.at("/schemaVersion/tag").asString()).isEqualTo("v1");
        assertThat(target.at("/lastRun/outcome").asString()).isEqualTo("SUCCEEDED");
        assertThat(target.at("/lastRun/actor").asString()).isEqualTo("ada");
        assertThat(target.has("currentRun")).isFalse();
        assertThat(target.has("failure")).isFalse();
    }

    @Test
    void theVersionsAreToldAndTestedOnesNeedNoWarning() {
        HttpAnswer answer = get("");

        assertThat(answer.at("/versions/starter").asString()).matches("\\d+\\.\\d+.*");
        assertThat(answer.at("/versions/liquibase").asString()).startsWith("5.0.");
        assertThat(answer.at("/warnings")).isEmpty();
    }

    @Test
    void nothingPendingIsAnEmptyPlan() {
        JsonNode plan = get("/plan").at("/targets/0");

        assertThat(plan.at("/changesets")).isEmpty();
        assertThat(plan.at("/current/applied").asInt()).isEqualTo(5);
        assertThat(plan.at("/resulting/applied").asInt()).isEqualTo(5);
        assertThat(plan.at("/planFingerprint").asString()).hasSize(64);
    }

    @Test
    void theHistoryTellsTheNewestRunFirstAndIsPaged() {
        JsonNode first = get("/history?size=1").at("/targets/0");
        JsonNode second = get("/history?page=1&size=1").at("/targets/0");

        assertThat(first.at("/total").asInt()).isEqualTo(2);
        assertThat(first.at("/runs")).hasSize(1);
        assertThat(first.at("/runs/0/outcome").asString()).isEqualTo("SUCCEEDED");
        assertThat(second.at("/page").asInt()).isEqualTo(1);
        assertThat(second.at("/runs/0/outcome").asString()).isEqualTo("FAILED");
        assertThat(get("/history?page=2&size=1").at("/targets/0/runs")).isEmpty();
        assertThat(get("/history").at("/targets/0/size").asInt()).isEqualTo(50);
    }

    @Test
    void aFailedRunStillTellsWhatFailedInIt() {
        String id = get("/history?page=1&size=1").at("/targets/0/runs/0/id").asString();
        HttpAnswer run = get("/history/" + id);

        assertThat(run.status()).isEqualTo(200);
        assertThat(run.at("/sqlState").asString()).isEqualTo("42703");
        assertThat(run.at("/changesets")).hasSize(3);
        assertThat(run.at("/changesets/0/outcome").asString()).isEqualTo("EXECUTED");
        assertThat(run.at("/changesets/0/rollbackSql").asString()).contains("DROP TABLE");
        assertThat(run.at("/changesets/2/id").asString()).isEqualTo("3-copy-name");
        assertThat(run.at("/changesets/2/outcome").asString()).isEqualTo("FAILED");
        assertThat(run.at("/changesets/2/error").asString()).contains("nam");
    }

    @Test
    void theNameOfATargetNarrowsEachAnswer() {
        for (String path : List.of("", "/plan", "/history")) {
            assertThat(get(path + "?target=default").at("/targets")).hasSize(1);
        }
        String id = get("/history").at("/targets/0/runs/0/id").asString();
        assertThat(get("/history/" + id + "?target=default").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?target=nobody",
                "/plan?target=nobody",
                "/history?target=nobody",
                "/history/4711?target=nobody",
                "/history/4711",
                "/history/4711/changesets",
                "/plans",
                "/plan/4711",
                "/%22%3Cscript%3E"
            })
    void whatDoesNotExistIsAProblemWith404(String path) {
        HttpAnswer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.at("/type").asString()).isEqualTo("about:blank");
        assertThat(answer.at("/title").asString()).isEqualTo("Not Found");
        assertThat(answer.at("/status").asInt()).isEqualTo(404);
        assertThat(answer.at("/detail").asString()).startsWith("There is no ");
        assertThat(answer.at("/instance").asString())
                .isEqualTo("/shop/actuator/migrations" + path.replaceFirst("\\?.*", ""));
    }

    @Test
    void anUnknownTargetIsToldWhichTargetsThereAre() {
        assertThat(get("?target=nobody").at("/detail").asString())
                .isEqualTo("There is no target 'nobody'; known: default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=-1", "page=one", "page=99999999999", "size=0", "size=501", "size=", "page=1&page=2"})
    void aPageThatCannotBeIsAProblemWith400(String query) {
        HttpAnswer answer = get("/history?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.at("/detail").asString()).contains("must be a number from");
    }

    @Test
    void thePasswordOfTheDatabaseIsNowhere(FreshDatabase database) {
        String id = get("/history").at("/targets/0/runs/0/id").asString();
        for (String path : List.of("", "/plan", "/history", "/history/" + id, "?target=nobody")) {
            assertThat(get(path).body()).doesNotContain(database.password());
        }
    }

    private static HttpAnswer get(String path) {
        return scenario.application().get("/shop/actuator/migrations" + path);
    }
}
