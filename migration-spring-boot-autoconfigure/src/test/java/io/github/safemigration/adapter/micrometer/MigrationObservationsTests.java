package io.github.safemigration.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationObservationsTests {

    private static final Instant NOW = Instant.EPOCH;
    private static final ChangesetId CHANGESET = new ChangesetId("db/changelog.xml", "1", "ann");

    private final List<Observation.Context> stopped = new ArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final MigrationObservations observations = new MigrationObservations(registry);

    MigrationObservationsTests() {
        registry.observationConfig().observationHandler(new Recorder());
    }

    @Test
    void aChangesetIsObservedWithinItsRun() {
        begin("orders");
        assertThat(registry.getCurrentObservation())
                .as("what a driver reports stands below it")
                .isNotNull();
        finish("orders", ChangesetOutcome.EXECUTED, RunOutcome.SUCCEEDED, null);

        assertThat(stopped)
                .extracting(Observation.Context::getName)
                .containsExactly("migration.observation.changeset", "migration.observation.run");
        Observation.Context changeset = stopped.get(0);
        Observation.Context run = stopped.get(1);
        ObservationView parent = Objects.requireNonNull(changeset.getParentObservation());
        assertThat(parent.getContextView()).isSameAs(run);
        assertThat(key(changeset, "outcome")).isEqualTo("executed");
        assertThat(key(run, "outcome")).isEqualTo("succeeded");
        assertThat(key(run, "target")).isEqualTo("orders");
        assertThat(changeset.getHighCardinalityKeyValue("changeset"))
                .hasToString("keyValue(changeset=" + CHANGESET + ")");
        assertThat(registry.getCurrentObservation()).as("nothing is left open").isNull();
    }

    @Test
    void aFailureIsAnErrorOfBoth() {
        begin("orders");
        finish("orders", ChangesetOutcome.FAILED, RunOutcome.FAILED, Failure.of(FailureKind.BAD_SQL, "no such table"));

        assertThat(stopped).allSatisfy(context -> {
            assertThat(context.getError()).hasMessageContaining("no such table");
            assertThat(key(context, "outcome")).isEqualTo("failed");
        });
    }

    @Test
    void theRunsOfTwoTargetsDoNotMix() {
        begin("orders");
        begin("stock");
        finish("stock", ChangesetOutcome.EXECUTED, RunOutcome.SUCCEEDED, null);
        finish("orders", ChangesetOutcome.EXECUTED, RunOutcome.SUCCEEDED, null);

        assertThat(stopped)
                .extracting(context -> key(context, "target"))
                .containsExactly("stock", "stock", "orders", "orders");
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void theEndOfSomethingThatBeganBeforeIsNoObservation() {
        finish("orders", ChangesetOutcome.EXECUTED, RunOutcome.SUCCEEDED, null);

        assertThat(stopped).isEmpty();
    }

    private void begin(String target) {
        observations.onEvent(new MigrationEvent.RunStarted(target, NOW, "run-1", RunTrigger.API, "plan", 1));
        observations.onEvent(new MigrationEvent.ChangesetStarted(target, NOW, "run-1", CHANGESET, 1));
    }

    private void finish(String target, ChangesetOutcome changeset, RunOutcome run, @Nullable Failure failure) {
        observations.onEvent(new MigrationEvent.ChangesetFinished(
                target, NOW, "run-1", CHANGESET, changeset, Duration.ZERO, LockTimes.ONCE, failure));
        observations.onEvent(new MigrationEvent.RunFinished(target, NOW, "run-1", run, Duration.ZERO, failure));
    }

    private static String key(Observation.Context context, String name) {
        return Objects.requireNonNull(context.getLowCardinalityKeyValue(name)).getValue();
    }

    private final class Recorder implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
