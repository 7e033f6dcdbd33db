package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.LockReleaseListener;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaPosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees a changelog lock that was left behind, and writes down who asked for it and why. */
final class LockReleaser implements LockReleaseListener {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final Target target;
    private final MigrationRequest request;
    private final MigrationContext context;
    private @Nullable OperatorRun run;

    LockReleaser(Target target, MigrationRequest request, MigrationContext context) {
        this.target = target;
        this.request = request;
        this.context = context;
    }

    ReleasedLock release() {
        @Nullable LockHolder holder;
        try {
            holder = target.changelog().releaseLock(this);
        } catch (MigrationException e) {
            if (run != null) {
                run.finish(RunOutcome.FAILED, e.failure());
            }
            throw e;
        }
        if (holder == null || run == null) {
            return new ReleasedLock(target.name(), null, null);
        }
        run.finish(RunOutcome.SUCCEEDED, null);
        logger.warn(
                "Target {}: the changelog lock of {} is freed{}: {}",
                target.name(),
                holder.inWords(),
                request.actor() == null ? "" : " by " + request.actor(),
                request.reason());
        return new ReleasedLock(target.name(), holder, run.id());
    }

    @Override
    public void releasing(LockHolder holder, SchemaPosition position) {
        String reason = request.reason() + " (the lock was held by " + holder.inWords() + ")";
        MigrationRequest audited = new MigrationRequest(target.name(), request.trigger(), request.actor(), reason);
        run = OperatorRun.begin(target, context, audited, RunKind.LOCK_RELEASE, position);
    }
}
