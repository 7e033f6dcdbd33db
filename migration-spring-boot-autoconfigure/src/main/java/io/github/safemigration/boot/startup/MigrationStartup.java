package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.ReadinessPolicy;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/** Does with each target, where plain Liquibase would run its changelog, what the start's mode says. */
public final class MigrationStartup {

    private static final Logger logger = LoggerFactory.getLogger(MigrationStartup.class);

    private final MigrationService service;
    private final StartupPolicy policy;
    private final StartupHold hold;
    private final ApplicationStartup steps;
    private final Function<MigrationException, String> advice;
    private final List<List<String>> deferred = new CopyOnWriteArrayList<>();
    private final GroupStart group;
    private volatile List<String> deferredGroup = List.of();

    /**
     * Creates the start.
     *
     * @param service runs and checks
     * @param policy how this application starts
     * @param hold waits
     * @param steps hears of each target as a step of the start
     * @param advice what to say in the log of a failure that does not end the start
     */
    public MigrationStartup(
            MigrationService service,
            StartupPolicy policy,
            StartupHold hold,
            ApplicationStartup steps,
            Function<MigrationException, String> advice) {
        this.service = service;
        this.policy = policy;
        this.hold = hold;
        this.steps = steps;
        this.advice = advice;
        this.group = new GroupStart(service, policy, hold);
    }

    /**
     * The mode of this start.
     *
     * @return the mode
     */
    public StartupMode mode() {
        return policy.mode();
    }

    /**
     * Starts the targets of a bean: one, or those of its tenants. A few are started at once, and one that fails does not
     * keep the others from theirs.
     *
     * @param targets the names
     * @throws MigrationException if the start is to fail
     */
    public void start(List<String> targets) {
        StartupStep step = steps.start("migration.start")
                .tag("target", String.join(",", targets))
                .tag("mode", policy.mode().name());
        try {
            switch (policy.mode()) {
                case BLOCKING -> start(targets, this::attempt);
                case BACKGROUND -> deferred.add(List.copyOf(targets));
                case VALIDATE -> start(targets, this::look);
                case OFF ->
                    targets.forEach(target -> logger.info(
                            "Target {}: nothing is run and nothing is checked (migration.startup=off)", target));
            }
        } finally {
            step.end();
        }
    }

    /**
     * Starts the targets that are known by configuration, after those that are beans. A few are started at once, and one
     * that fails does not keep the others from theirs. Called once, also where there is none.
     *
     * @param targets those that need not be listed first
     * @throws MigrationException if the start is to fail
     */
    public void startAll(List<String> targets) {
        StartupStep step =
                steps.start("migration.targets").tag("mode", policy.mode().name());
        try {
            switch (policy.mode()) {
                case BLOCKING -> startAll(targets, this::attempt);
                case BACKGROUND -> deferredGroup = List.copyOf(targets);
                case VALIDATE -> startAll(targets, this::look);
                case OFF -> {}
            }
        } finally {
            step.end();
        }
    }

    private void startAll(List<String> targets, Attempt attempt) {
        group.begin(targets, attempt);
        list(attempt, names());
        group.end();
    }

    /** Tenants may be listed in a database that was migrated just now. */
    private boolean list(Attempt attempt, List<String> before) {
        try {
            service.discover();
            return true;
        } catch (MigrationException e) {
            logger.warn(advice.apply(e));
            group.add(
                    new GroupStart.Open(e.target(), policy.holdsOnFailure() ? null : e, () -> list(attempt, names())));
            return false;
        } finally {
            List<String> found =
                    names().stream().filter(name -> !before.contains(name)).toList();
            group.begin(found, attempt);
        }
    }

    private List<String> names() {
        return service.status().stream().map(TargetStatus::target).toList();
    }

    /** Runs the targets that were to wait until the application is up; ends when all of them are up to date. */
    void runDeferred(ConnectionGate gate) {
        Attempt attempt = target -> attempt(target, gate);
        for (List<String> targets : deferred) {
            group.begin(targets, attempt);
            if (policy.readiness() == ReadinessPolicy.ALL) {
                group.refuseFailed();
            }
        }
        startAll(deferredGroup, attempt);
    }

    private GroupStart.@Nullable Open attempt(String target, ConnectionGate gate) {
        hold.refuseWhenReleased(target);
        StartRun run = runOf(target);
        return opens(target, gate, run::succeeds)
                ? null
                : new GroupStart.Open(target, null, () -> opens(target, gate, run::isOver));
    }

    private static boolean opens(String target, ConnectionGate gate, Supplier<Boolean> done) {
        if (gate.passing(done)) {
            gate.open(target);
            return true;
        }
        return false;
    }

    /** Where one target is enough, the last one decides. */
    private void start(List<String> targets, Attempt attempt) {
        group.begin(targets, attempt);
        if (policy.readiness() == ReadinessPolicy.ALL) {
            group.end();
        }
    }

    private GroupStart.@Nullable Open attempt(String target) {
        StartRun run = runOf(target);
        return run.succeeds() ? null : new GroupStart.Open(target, null, run::isOver);
    }

    private StartRun runOf(String target) {
        return new StartRun(target, service, policy, hold, advice);
    }

    private GroupStart.@Nullable Open look(String target) {
        TargetStatus status = service.check(target);
        if (status.state() == TargetState.UP_TO_DATE) {
            logger.info("Target {}: up to date, {} applied, 0 pending", target, status.applied());
            return null;
        }
        if (policy.onPending() == OnPending.FAIL) {
            throw new MigrationException(
                    target,
                    Failure.of(
                            FailureKind.PENDING,
                            Counted.of(status.pending(), "changeset") + (status.pending() == 1 ? " is" : " are")
                                    + " pending, and this start must not run them"),
                    null);
        }
        logger.info(
                "Target {}: waiting until somebody else has applied {}",
                target,
                Counted.of(status.pending(), "changeset"));
        return new GroupStart.Open(target, null, () -> isReady(target));
    }

    private boolean isReady(String target) {
        try {
            TargetStatus status = service.check(target);
            if (status.state().isReady()) {
                logger.info("Target {}: up to date, {} applied", target, status.applied());
            }
            return status.state().isReady();
        } catch (MigrationException e) {
            return false;
        }
    }

    /** Tries a target; null once it is up to date. */
    @FunctionalInterface
    interface Attempt {
        GroupStart.@Nullable Open of(String target);
    }
}
