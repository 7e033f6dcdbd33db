package io.github.safemigration.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.StandInService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class MigrationsHealthIndicatorTests {

    private final StandInService targets = new StandInService();

    @ParameterizedTest
    @EnumSource(TargetState.class)
    void isUpExactlyInTheStatesThatMayBeServed(TargetState state) {
        targets.with("default", state);

        assertThat(health().getStatus().equals(Status.UP)).isEqualTo(state.isReady());
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "UNREACHABLE", "REFUSED", "UNCLEAR"})
    void isDownWhereSomebodyHasToMendSomething(TargetState state) {
        targets.with("default", state);

        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void oneTargetThatFailedOutweighsOneThatRunsAndOneThatIsReady() {
        targets.with("orders", TargetState.UP_TO_DATE).with("billing", TargetState.RUNNING);
        assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        targets.with("stock", TargetState.FAILED);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void withoutTargetsThereIsNothingToWaitFor() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void eachTargetIsToldInTheDetailsAndSoIsWhatWasNotTakenOver() {
        targets.with("orders", TargetState.PENDING).withNotTakenOver("Bean 'legacy' runs by itself");

        assertThat(health().getDetails())
                .containsEntry("targets", Map.of("orders", Map.of("state", TargetState.PENDING)))
                .containsEntry("notTakenOver", List.of("Bean 'legacy' runs by itself"));
    }

    private Health health() {
        return new MigrationsHealthIndicator(targets.service()).health();
    }
}
