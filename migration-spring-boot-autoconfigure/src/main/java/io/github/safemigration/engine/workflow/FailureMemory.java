package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.history.PastFailure;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RetryFailed;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.plan.MigrationPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers that a changeset which a run is about to try has failed before: the first error is the one to look at. */
final class FailureMemory {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final Target target;
    private @Nullable PastFailure past;

    FailureMemory(Target target) {
        this.target = target;
    }

    /**
     * Says at once what is known of it.
     *
     * @throws MigrationException if it is not to be tried again
     */
    void recall(MigrationPlan plan, MigrationRequest request, RetryFailed policy) {
        past = pastOf(plan.changesets());
        if (past == null) {
            return;
        }
        boolean asked = request.trigger() != RunTrigger.START && request.trigger() != RunTrigger.SCHEDULE;
        if (policy == RetryFailed.NEVER && !asked) {
            throw new MigrationException(target.name(), refused(past), null);
        }
        logger.warn("Target {}: {}: {}", target.name(), past.changeset(), past.inWords());
    }

    private @Nullable PastFailure pastOf(List<PendingChangeset> planned) {
        try {
            List<PastFailure> failures = target.history().pastFailures();
            return planned.stream()
                    .flatMap(changeset -> failures.stream()
                            .filter(failure -> failure.changeset().equals(changeset.id())
                                    && failure.checksum().equals(changeset.checksum())))
                    .findFirst()
                    .orElse(null);
        } catch (MigrationException e) {
            logger.debug("Whether a changeset failed before is not known", e);
            return null;
        }
    }

    private static Failure refused(PastFailure past) {
        return new Failure(
                FailureKind.BAD_SQL,
                past.inWords() + ". It is not tried again (migration.retry-failed=never)",
                past.changeset(),
                past.changeset().path(),
                null,
                past.sqlState(),
                "The command migrate tries it as it is.");
    }

    /** {@return the same failure, with the first one where it is that changeset that failed again} */
    MigrationException explained(MigrationException e) {
        return past == null
                        || e.failure().details() != null
                        || !isAbout(e.failure().changeset())
                ? e
                : new MigrationException(e.target(), e.failure().withDetails(past.inWords()), e.getCause());
    }

    /** {@return what is kept of an attempt: the SQL of one that failed before stands there already} */
    ChangesetResult kept(ChangesetResult result) {
        return result.outcome() == ChangesetOutcome.FAILED && isAbout(result.id())
                ? new ChangesetResult(result.id(), result.checksum(), result.outcome(), List.of(), result.failure())
                : result;
    }

    private boolean isAbout(@Nullable ChangesetId changeset) {
        return past != null && past.changeset().equals(changeset);
    }
}
