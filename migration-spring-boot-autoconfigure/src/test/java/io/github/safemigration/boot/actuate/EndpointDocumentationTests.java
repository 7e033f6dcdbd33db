package io.github.safemigration.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.DocumentedFields;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@DatabaseTest
class EndpointDocumentationTests {

    private static final Set<String> DOCUMENTED_ELSEWHERE =
            Set.of("targets[].lastRun", "targets[].runs", "targets[].waitingFor", "failure");

    private final Map<String, Set<String>> answered = new TreeMap<>();

    @Test
    void eachFieldThatIsAnsweredIsDocumentedAndEachDocumentedOneIsAnswered(FreshDatabase database) throws Exception {
        try (var scenario = new EndpointScenario(database, "spring.datasource.hikari.connection-timeout=1000");
                var other = new EndpointScenario(database)) {
            note("Plan", get(scenario, "/plan"));
            note("Problem", get(scenario, "?target=nobody"));
            note("Preflight", get(scenario, "/preflight"));
            scenario.runAndFail();
            scenario.mend();
            scenario.breakAnIndex();
            note("Status", get(scenario, ""));
            noteNewestRun(scenario);
            note("Plan", get(scenario, "/plan"));
            List<Future<?>> waiting = new ArrayList<>();
            scenario.whileRunning(() -> {
                note("Status", get(scenario, ""));
                waiting.add(other.whileAnotherRuns(() -> note("Status", get(other, ""))));
            });
            waiting.get(0).get(20, TimeUnit.SECONDS);
            noteNewestRun(scenario);
            note("History", get(scenario, "/history"));
            scenario.forgetTheLast();
            scenario.whileWaiting(() -> note("Status", get(scenario, "")));
            scenario.whileEdited(() -> note("Status", get(scenario, "")));
            scenario.whileLocked(() -> note("Status", get(scenario, "")));
            scenario.loseDatabase();
            note("Preflight", get(scenario, "/preflight"));
            note("Problem", get(scenario, "/plan"));
        }
        DocumentedFields page = DocumentedFields.of("docs/endpoints.md");
        assertThat(answered.keySet()).containsExactly("History", "Plan", "Preflight", "Problem", "Run", "Status");
        answered.forEach((section, fields) ->
                assertThat(fields).as(section).containsExactlyInAnyOrderElementsOf(page.fields(section)));
    }

    private void noteNewestRun(EndpointScenario scenario) {
        String id = get(scenario, "/history").at("/targets/0/runs/0/id").asString();
        note("Run", get(scenario, "/history/" + id));
    }

    private void note(String section, HttpAnswer answer) {
        answered.computeIfAbsent(section, key -> new TreeSet<>())
                .addAll(DocumentedFields.fieldsOf(answer.json(), DOCUMENTED_ELSEWHERE));
    }

    private static HttpAnswer get(EndpointScenario scenario, String path) {
        return scenario.application().get("/actuator/migrations" + path);
    }
}
