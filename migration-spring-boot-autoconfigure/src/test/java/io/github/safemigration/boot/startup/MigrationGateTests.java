package io.github.safemigration.boot.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.StandInService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class MigrationGateTests {

    private final StandInService targets = new StandInService().with("default", TargetState.RUNNING);
    private final MigrationGate gate =
            new MigrationGate(targets.service(), () -> List.of("/actuator", "/livez", "/readyz"));

    @Test
    void letsOnlyTheActuatorThroughUntilAllTargetsAreReady() {
        assertThat(gate.lets("/items")).isFalse();
        assertThat(gate.lets("/")).isFalse();
        assertThat(gate.lets("/actuator")).isTrue();
        assertThat(gate.lets("/actuator/health/readiness")).isTrue();
        assertThat(gate.lets("/readyz")).isTrue();
        assertThat(gate.lets("/actuators")).isFalse();
        assertThat(gate.lets("/readyzzz")).isFalse();

        targets.with("default", TargetState.UP_TO_DATE);
        assertThat(gate.lets("/items")).isTrue();
    }

    @Test
    void waitsForTheLastTarget() {
        targets.with("default", TargetState.UP_TO_DATE).with("billing", TargetState.PENDING);
        assertThat(gate.lets("/items")).isFalse();

        targets.with("billing", TargetState.UP_TO_DATE);
        assertThat(gate.lets("/items")).isTrue();
    }

    @Test
    void staysOpenOnceItIsOpen() {
        targets.with("default", TargetState.UP_TO_DATE);
        assertThat(gate.lets("/items")).isTrue();

        targets.with("default", TargetState.RUNNING);
        assertThat(gate.lets("/items")).isTrue();
    }

    @Test
    void staysClosedWhenTheMigrationFailed() {
        targets.with("default", TargetState.FAILED);

        assertThat(gate.lets("/items")).isFalse();
    }

    @Test
    void asksForTheFreePathsOnceAndNotBeforeARequest() {
        AtomicInteger asked = new AtomicInteger();
        MigrationGate counting = new MigrationGate(targets.service(), () -> {
            asked.incrementAndGet();
            return List.of();
        });
        assertThat(asked).hasValue(0);

        counting.lets("/items");
        counting.lets("/items");
        assertThat(asked).hasValue(1);
    }

    @Test
    void tellsWhenToComeBackAndNothingAboutTheRequest() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/items");
        request.setServletPath("/items");
        MockHttpServletResponse response = new MockHttpServletResponse();

        new MigrationGateFilter(gate, new NotReadyResponse(Duration.ofMillis(1500)))
                .doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503").doesNotContain("items");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, is being migrated or checked",
        "WAITING_FOR_LOCK, is being migrated or checked",
        "RUNNING, is being migrated or checked",
        "FAILED, has failed or waits",
        "UNREACHABLE, has failed or waits",
    })
    void tellsWhatIsTrueOfTheMigration(TargetState state, String told) throws Exception {
        targets.with("default", TargetState.UP_TO_DATE).with("billing", state);
        NotReadyResponse notReady = new NotReadyResponse(Duration.ofSeconds(5));
        MockHttpServletResponse response = new MockHttpServletResponse();
        new MigrationGateFilter(gate, notReady)
                .doFilter(new MockHttpServletRequest("GET", "/items"), response, new MockFilterChain());
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/items"));
        new MigrationGateWebFilter(gate, notReady)
                .filter(exchange, passing -> Mono.empty())
                .block();

        assertThat(response.getContentAsString()).contains(told).doesNotContain("billing");
        assertThat(exchange.getResponse().getBodyAsString().block()).isEqualTo(response.getContentAsString());
    }

    @Test
    void findsTheActuatorBelowAServletThatIsMappedToAPrefix() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/mvc/actuator/health");
        request.setServletPath("/mvc");
        request.setPathInfo("/actuator/health");
        MockFilterChain chain = new MockFilterChain();

        new MigrationGateFilter(gate, new NotReadyResponse(Duration.ofSeconds(5)))
                .doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void doesTheSameInAReactiveApplication() {
        MigrationGateWebFilter filter = new MigrationGateWebFilter(gate, new NotReadyResponse(Duration.ofSeconds(5)));
        AtomicInteger passed = new AtomicInteger();

        for (String path : List.of("/items", "/actuator/health")) {
            var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
            filter.filter(exchange, passing -> Mono.fromRunnable(passed::incrementAndGet))
                    .block();
            if (path.equals("/items")) {
                assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                assertThat(exchange.getResponse().getHeaders().getFirst("Retry-After"))
                        .isEqualTo("5");
                assertThat(exchange.getResponse().getBodyAsString().block()).contains("\"status\":503");
            }
        }
        assertThat(passed).hasValue(1);
    }
}
