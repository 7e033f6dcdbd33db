package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import org.junit.jupiter.api.Test;

/** The endpoint over HTTP where the application is reactive. */
@DatabaseTest
class ReactiveEndpointTests {

    @Test
    void eachPathAnswersAndProblemsAreProblems(FreshDatabase database) {
        try (var scenario = EndpointScenario.reactive(database)) {
            scenario.runAndFail();

            assertThat(get(scenario, "").at("/targets/0/state").asString()).isEqualTo("FAILED");
            assertThat(get(scenario, "/plan").at("/targets/0/changesets")).isNotEmpty();
            assertThat(get(scenario, "?target=default").at("/targets")).hasSize(1);
            String run = get(scenario, "/history").at("/targets/0/runs/0/id").asString();
            assertThat(get(scenario, "/history/" + run).at("/changesets")).isNotEmpty();
            HttpAnswer problem = get(scenario, "/history/nothing");
            assertThat(problem.status()).isEqualTo(404);
            assertThat(problem.contentType()).startsWith("application/problem+json");
            assertThat(problem.at("/instance").asString()).isEqualTo("/actuator/migrations/history/nothing");
        }
    }

    private static HttpAnswer get(EndpointScenario scenario, String path) {
        return scenario.application().get("/actuator/migrations" + path);
    }
}
