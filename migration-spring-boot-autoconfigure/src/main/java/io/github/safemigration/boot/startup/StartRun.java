package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of one target at a start, tried again where it lacked nothing but the database. */
final class StartRun {

    private static final Logger logger = LoggerFactory.getLogger(MigrationStartup.class);

    private final String target;
    private final MigrationService service;
    private final StartupPolicy policy;
    private final StartupHold hold;
    private final Function<MigrationException, String> advice;
    private @Nullable FailureKind failed;

    StartRun(
            String target,
            MigrationService service,
            StartupPolicy policy,
            StartupHold hold,
            Function<MigrationException, String> advice) {
        this.target = target;
        this.service = service;
        this.policy = policy;
        this.hold = hold;
        this.advice = advice;
    }

    String target() {
        return target;
    }

    /**
     * Runs what is pending.
     *
     * @return whether it is done; if not, the start is to be held
     * @throws MigrationException if it failed and the start is to fail
     */
    boolean succeeds() {
        try {
            service.migrate(new MigrationRequest(target, RunTrigger.START, null));
            return true;
        } catch (MigrationException e) {
            explain(e);
            failed = e.failure().kind();
            if (!policy.holdsOn(e.failure().kind())) {
                throw e;
            }
            return false;
        }
    }

    /** Looks again, and runs again once a database that could not be reached answers. */
    boolean isOver() {
        boolean answers = answers();
        if (answers && (failed == FailureKind.DATABASE_UNREACHABLE || isPromoted())) {
            hold.refuseWhenReleased(target);
            logger.info("Target {}: the database answers, and the run is tried again", target);
            return succeeds();
        }
        if (answers && failed == FailureKind.UNCLEAR && isResolved()) {
            hold.refuseWhenReleased(target);
            logger.info("Target {}: what was unclear is resolved, and the run goes on", target);
            return succeeds();
        }
        TargetStatus status = service.status(target);
        if (status.state().isReady()) {
            logger.info("Target {}: up to date, {} applied, and the start goes on", target, status.applied());
        }
        return status.state().isReady();
    }

    /** Another process may have been quicker. */
    private boolean isResolved() {
        try {
            return service.status(target).state() == TargetState.UNCLEAR
                    && service.unclear(target).isEmpty();
        } catch (MigrationException e) {
            return false;
        }
    }

    /** As long as it is a standby, each run would fail. */
    private boolean isPromoted() {
        return failed == FailureKind.STANDBY
                && service.preflight(target).at(CheckLevel.HALT).stream()
                        .noneMatch(halt -> halt.kind() == FailureKind.STANDBY);
    }

    private boolean answers() {
        try {
            service.check(target);
            return true;
        } catch (MigrationException e) {
            return e.failure().kind() != FailureKind.DATABASE_UNREACHABLE;
        }
    }

    /** A blocking start that fails is explained by Spring Boot's report, and a run that was cancelled explains itself. */
    private void explain(MigrationException e) {
        boolean holds = policy.holdsOn(e.failure().kind());
        boolean reported = policy.mode() == StartupMode.BLOCKING && !holds;
        if (!reported && !hold.isReleased() && e.failure().kind() != failed) {
            logger.warn(
                    "{}{}", advice.apply(e), holds ? whatComesNext(e.failure().kind()) : "");
        }
    }

    private static String whatComesNext(FailureKind kind) {
        if (kind == FailureKind.UNCLEAR) {
            return System.lineSeparator()
                    + "The application stays unready; the run goes on by itself once this is resolved.";
        }
        if (kind == FailureKind.STANDBY) {
            return System.lineSeparator()
                    + "The application stays unready; the run is tried again once the server is promoted.";
        }
        return System.lineSeparator()
                + (kind == FailureKind.DATABASE_UNREACHABLE
                        ? "The application stays unready; the run is tried again once the database answers."
                        : "The application stays unready until this is mended and the next start or the command migrate"
                                + " applies what is pending.");
    }
}
