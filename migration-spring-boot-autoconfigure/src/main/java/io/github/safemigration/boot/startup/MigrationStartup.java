package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final List<String> deferred = new CopyOnWriteArrayList<>();

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
     * Starts a target.
     *
     * @param target the target's name
     * @throws MigrationException if the start is to fail
     */
    public void start(String target) {
        StartupStep step = steps.start("migration.start")
                .tag("target", target)
                .tag("mode", policy.mode().name());
        try {
            switch (policy.mode()) {
                case BLOCKING -> runNow(target);
                case BACKGROUND -> deferred.add(target);
                case VALIDATE -> validate(target);
                case OFF ->
                    logger.info("Target {}: nothing is run and nothing is checked (migration.startup=off)", target);
            }
        } finally {
            step.end();
        }
    }

    /** Runs the targets that were to wait until the application is up; ends when all of them are up to date. */
    void runDeferred(ConnectionGate gate) {
        List<StartRun> held = new ArrayList<>();
        for (String target : deferred) {
            hold.refuseWhenReleased(target);
            StartRun run = runOf(target);
            if (!opens(target, gate, run::succeeds)) {
                held.add(run);
            }
        }
        if (!held.isEmpty()) {
            hold.until(held.get(0).target(), () -> {
                held.removeIf(run -> opens(run.target(), gate, run::isOver));
                return held.isEmpty();
            });
        }
    }

    private static boolean opens(String target, ConnectionGate gate, Supplier<Boolean> done) {
        if (gate.passing(done)) {
            gate.open(target);
            return true;
        }
        return false;
    }

    private void runNow(String target) {
        StartRun run = runOf(target);
        if (!run.succeeds()) {
            hold.until(target, run::isOver);
        }
    }

    private StartRun runOf(String target) {
        return new StartRun(target, service, policy, hold, advice);
    }

    private void validate(String target) {
        TargetStatus status = service.check(target);
        if (status.state() == TargetState.UP_TO_DATE) {
            logger.info("Target {}: up to date, {} applied, 0 pending", target, status.applied());
            return;
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
        awaitReady(target);
        logger.info(
                "Target {}: up to date, {} applied",
                target,
                service.status(target).applied());
    }

    private void awaitReady(String target) {
        hold.until(target, () -> isReady(target));
    }

    private boolean isReady(String target) {
        try {
            return service.check(target).state().isReady();
        } catch (MigrationException e) {
            return false;
        }
    }
}
