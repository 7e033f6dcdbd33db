package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.BlockedStatement;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.Observations;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a run: one line for each changeset, one summary always, a heartbeat while a statement runs long. */
final class RunLog {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final String name;

    RunLog(String application, String target) {
        this.name = target.equals("default") ? application : application + "/" + target;
    }

    void waiting(LockHolder holder) {
        if (holder.ours()) {
            logger.info("{}: waiting for the changelog lock, which is held by {}", name, holder.inWords());
        } else {
            logger.warn(
                    "{}: waiting for the changelog lock, which is held by {}. {}",
                    name,
                    holder.inWords(),
                    Observations.advice(holder));
        }
    }

    /** Says once what was noticed anew. */
    void observed(Observations before, Observations now) {
        List<String> told = before.warnings();
        now.warnings().stream()
                .filter(warning -> !told.contains(warning))
                .forEach(warning -> logger.warn("{}: {}", name, warning));
    }

    void preflight(PreflightCheck check) {
        logger.warn("{}: {} {}", name, check.message(), check.remedy() == null ? "" : check.remedy());
    }

    void started(int changesets, String planFingerprint) {
        logger.info(
                "{}: running {}, plan {}", name, Counted.of(changesets, "changeset"), planFingerprint.substring(0, 12));
    }

    void finished(ChangesetResult result, RunProgress progress, Duration duration) {
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (result.outcome() == ChangesetOutcome.FAILED_TOLERATED && result.failure() != null) {
            logger.warn(
                    "{}: {}/{} {} {} in {} ms: {}",
                    name,
                    progress.position(),
                    progress.total(),
                    outcome,
                    result.id(),
                    duration.toMillis(),
                    result.failure().message());
        } else if (result.outcome() != ChangesetOutcome.FAILED) {
            logger.info(
                    "{}: {}/{} {} {} in {} ms",
                    name,
                    progress.position(),
                    progress.total(),
                    outcome,
                    result.id(),
                    duration.toMillis());
        }
    }

    void blocked(BlockedStatement blocked) {
        if (blocked.retryIn() == null) {
            logger.info(
                    "{}: {} has waited {} s for {}",
                    name,
                    blocked.changeset(),
                    blocked.waited().toSeconds(),
                    blocked.blockersInWords());
        } else {
            logger.warn(
                    "{}: {} did not get its lock within {} ms, blocked by {}; attempt {} in {} ms",
                    name,
                    blocked.changeset(),
                    blocked.waited().toMillis(),
                    blocked.blockersInWords(),
                    blocked.attempt() + 1,
                    blocked.retryIn().toMillis());
        }
    }

    void summary(TargetStatus status, int applied, Duration duration) {
        String what = applied == 0 ? "" : applied + " of them now, ";
        logger.info(
                "{}: {}, {} applied, {}{} pending, {} ms",
                name,
                status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                status.applied(),
                what,
                status.pending(),
                duration.toMillis());
    }

    void failed(Failure failure, TargetStatus status, int applied) {
        logger.error(
                "{}: failed{}: {}{}",
                name,
                failure.changeset() == null ? "" : " at " + failure.changeset(),
                failure.message(),
                status.isKnown()
                        ? " (" + applied + " applied now, " + status.applied() + " applied in all, " + status.pending()
                                + " pending)"
                        : "");
        if (failure.details() != null) {
            logger.error("{}: {}", name, failure.details());
        }
    }

    void startingAgain(boolean apart) {
        logger.warn(
                "{}: everything is undone, and run once more{}",
                name,
                apart ? ", each changeset by itself: a statement needs others to be committed before it" : "");
    }

    void stopped(Failure failure, int applied, String resumption) {
        logger.warn(
                "{}: stopped{} ({} applied now{})",
                name,
                failure.changeset() == null ? "" : " at " + failure.changeset(),
                applied,
                resumption.isEmpty() ? "" : ", " + resumption);
    }

    void heartbeat(TargetStatus status, Instant now) {
        LockHolder awaited = status.waitingFor();
        if (awaited != null) {
            logger.info("{}: still waiting for the changelog lock, which is held by {}", name, awaited.inWords());
        }
        RunProgress progress = status.progress();
        if (progress != null && progress.changeset() != null && progress.changesetStarted() != null) {
            logger.info(
                    "{}: still running changeset {} of {}, {}, for {} s: {}",
                    name,
                    progress.position(),
                    progress.total(),
                    progress.changeset(),
                    Duration.between(progress.changesetStarted(), now).toSeconds(),
                    progress.statement());
        }
    }
}
