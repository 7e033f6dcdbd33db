package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.ChecksumChange;
import io.github.safemigration.engine.changelog.ChecksumListener;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaPosition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the checksum of one changeset anew, and writes down who asked for it, why, and what it was before. */
final class Rebaseliner implements ChecksumListener {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final Target target;
    private final MigrationRequest request;
    private final MigrationContext context;
    private @Nullable OperatorRun run;

    Rebaseliner(Target target, MigrationRequest request, MigrationContext context) {
        this.target = target;
        this.request = request;
        this.context = context;
    }

    Rebaselined rebaseline(String changeset) {
        @Nullable ChecksumChange change;
        try {
            change = target.changelog().rebaseline(changeset, this);
        } catch (MigrationException e) {
            if (run != null) {
                run.finish(RunOutcome.FAILED, e.failure());
            }
            throw e;
        }
        if (change == null || run == null) {
            return new Rebaselined(target.name(), null, null);
        }
        run.finish(RunOutcome.SUCCEEDED, null);
        logger.warn(
                "Target {}: the checksum of {} is stored anew{}, {} instead of {}: {}",
                target.name(),
                change.id(),
                request.actor() == null ? "" : " for " + request.actor(),
                change.after(),
                change.before(),
                request.reason());
        return new Rebaselined(target.name(), change, run.id());
    }

    @Override
    public void replacing(ChecksumChange change, SchemaPosition position) {
        run = OperatorRun.begin(target, context, request, RunKind.REBASELINE, position);
    }

    @Override
    public void recording(ChecksumChange change) {
        if (run != null) {
            ChangesetResult result = new ChangesetResult(
                    change.id(), change.after(), ChangesetOutcome.REBASELINED, List.of(change.statement()), null);
            target.history()
                    .append(run.id(), result, Rollback.none(), context.clock().instant(), Duration.ZERO);
        }
    }
}
