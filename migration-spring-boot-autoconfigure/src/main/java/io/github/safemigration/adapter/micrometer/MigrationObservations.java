package io.github.safemigration.adapter.micrometer;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes runs and, below them, their changesets while they happen, on the thread that migrates: what that thread does
 * (JDBC, say) is traced below them. The names differ from those of {@link MigrationMetrics}, since a registry refuses
 * two meters of one name with different tags.
 */
public final class MigrationObservations implements MigrationListener {

    static final String RUN = "migration.observation.run";
    static final String CHANGESET = "migration.observation.changeset";

    private final ObservationRegistry registry;
    private final Map<String, Observed> runs = new ConcurrentHashMap<>();
    private final Map<String, Observed> changesets = new ConcurrentHashMap<>();

    /**
     * Creates the listener.
     *
     * @param registry where observations go
     */
    public MigrationObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onEvent(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunStarted started) {
            open(runs, run(started));
        } else if (event instanceof MigrationEvent.ChangesetStarted started) {
            open(changesets, changeset(started));
        } else if (event instanceof MigrationEvent.ChangesetFinished finished) {
            close(changesets, finished.target(), finished.outcome(), finished.failure());
        } else if (event instanceof MigrationEvent.RunFinished finished) {
            close(runs, finished.target(), finished.outcome(), finished.failure());
        }
    }

    private Observed run(MigrationEvent.RunStarted run) {
        return new Observed(
                run.target(),
                Observation.createNotStarted(RUN, registry)
                        .contextualName("migrate " + run.target())
                        .lowCardinalityKeyValue("target", run.target())
                        .highCardinalityKeyValue("run", run.runId())
                        .highCardinalityKeyValue("plan", run.planFingerprint()));
    }

    private Observed changeset(MigrationEvent.ChangesetStarted changeset) {
        Observation observation = Observation.createNotStarted(CHANGESET, registry)
                .contextualName("changeset " + changeset.changeset().id())
                .lowCardinalityKeyValue("target", changeset.target())
                .highCardinalityKeyValue("changeset", changeset.changeset().toString());
        Observed run = runs.get(changeset.target());
        return new Observed(
                changeset.target(), run == null ? observation : observation.parentObservation(run.observation()));
    }

    private static void open(Map<String, Observed> open, Observed observed) {
        @Nullable Observed left = open.put(observed.target(), observed);
        if (left != null) {
            left.stop();
        }
        observed.start();
    }

    private static void close(Map<String, Observed> open, String target, Enum<?> outcome, @Nullable Failure failure) {
        @Nullable Observed observed = open.remove(target);
        if (observed != null) {
            Observation observation = observed.observation();
            observation.lowCardinalityKeyValue("outcome", outcome.name().toLowerCase(Locale.ROOT));
            if (failure != null) {
                observation.error(new MigrationException(target, failure, null));
            }
            observed.stop();
        }
    }
}
