package io.github.safemigration.adapter.micrometer;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.model.ErrorType;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one target in one registry. Gauges and counters are there from the start, also at zero. */
final class TargetMeters {

    private static final Duration[] RUN_BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final LongTaskTimer active;
    private final Timer lockWait;
    private final Timer statementLockWait;
    private final Timer lockHeld;
    private LongTaskTimer.@Nullable Sample running;
    private volatile double lastSuccess = Double.NaN;

    TargetMeters(MeterRegistry registry, String target, MigrationService service) {
        this.registry = registry;
        this.tags = Tags.of("target", target);
        this.active = LongTaskTimer.builder("migration.active")
                .description("Runs that are going on in this process")
                .tags(tags)
                .register(registry);
        this.lockWait = timer("migration.lock.wait", "Waiting of runs of this process for the changelog lock");
        this.statementLockWait =
                timer("migration.statement.lock.wait", "Waiting of statements that did not get their lock in time");
        this.lockHeld = timer("migration.lock.held", "How long changesets had the locks of their statements");
        registerGauges(target, service);
        for (ErrorType type : ErrorType.values()) {
            errors(type);
        }
    }

    private void registerGauges(String target, MigrationService service) {
        Gauge.builder("migration.pending", () -> known(service.status(target), TargetStatus::pending))
                .description("Changesets that are pending, as of the last check")
                .tags(tags)
                .register(registry);
        Gauge.builder("migration.applied", () -> known(service.status(target), TargetStatus::applied))
                .description("Changesets that are applied, as of the last check")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "migration.indexes.invalid",
                        () -> known(service.status(target), status -> service.invalidIndexes(target)
                                .size()))
                .description("Indexes that no query uses since their build has failed, as of the last run or check")
                .tags(tags)
                .register(registry);
        Gauge.builder("migration.warnings", () -> warnings(service.status(target)))
                .description("What was noticed at the last check and keeps nothing from going on")
                .tags(tags)
                .register(registry);
        TimeGauge.builder("migration.last.success", () -> lastSuccess, TimeUnit.SECONDS)
                .description("When this process last found the target up to date, as Unix time")
                .tags(tags)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }

    /** A count that nobody knows yet is not zero. */
    private static double known(TargetStatus status, ToIntFunction<TargetStatus> count) {
        return status.isKnown() ? count.applyAsInt(status) : Double.NaN;
    }

    void record(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunStarted) {
            stopActive();
            running = active.start();
        } else if (event instanceof MigrationEvent.RunFinished finished) {
            stopActive();
            run(finished);
        } else if (event instanceof MigrationEvent.ChangesetFinished finished) {
            changeset(finished);
        } else if (event instanceof MigrationEvent.StatementBlocked blocked) {
            statementLockWait.record(blocked.blocked().waited());
        } else if (event instanceof MigrationEvent.LockTaken taken) {
            lockWait.record(taken.waited());
        } else if (event instanceof MigrationEvent.CheckFailed failed) {
            count(failed.failure());
        } else if (event instanceof MigrationEvent.StateChanged changed && changed.state() == TargetState.UP_TO_DATE) {
            succeeded(changed.time());
        }
    }

    private void run(MigrationEvent.RunFinished run) {
        Timer.builder("migration.run")
                .description("Runs of this process")
                .tags(tags.and("outcome", tag(run.outcome())))
                .serviceLevelObjectives(RUN_BUCKETS)
                .register(registry)
                .record(run.duration());
        count(run.failure());
        if (run.outcome() == RunOutcome.SUCCEEDED) {
            succeeded(run.time());
        }
    }

    private void changeset(MigrationEvent.ChangesetFinished changeset) {
        Timer.builder("migration.changeset")
                .description("Attempts of changesets by this process")
                .tags(tags.and("outcome", tag(changeset.outcome())))
                .register(registry)
                .record(changeset.duration());
        if (!changeset.locks().held().isZero()) {
            lockHeld.record(changeset.locks().held());
        }
    }

    private void count(@Nullable Failure failure) {
        if (failure != null) {
            errors(failure.kind().type()).increment();
        }
    }

    private Counter errors(ErrorType type) {
        return Counter.builder("migration.errors")
                .description("Failed runs and checks of this process")
                .tags(tags.and("type", type.tag()))
                .register(registry);
    }

    private void succeeded(Instant time) {
        lastSuccess = time.toEpochMilli() / 1000.0;
    }

    private void stopActive() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int warnings(TargetStatus status) {
        return status.observations().warnings().size();
    }
}
