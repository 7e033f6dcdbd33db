package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaPosition;
import io.github.safemigration.engine.plan.MigrationPlan;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes into the history, at its first run on a target, what was applied before: so that it can be undone, too. */
final class Adoption {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    /** No operator asks for that much before the first run. */
    private static final int LOOKED_AT = 500;

    private final Target target;
    private final MigrationContext context;
    private final MigrationRequest request;

    Adoption(Target target, MigrationContext context, MigrationRequest request) {
        this.target = target;
        this.context = context;
        this.request = request;
    }

    void adopt(MigrationPlan plan) {
        if (plan.current().applied() == 0) {
            return;
        }
        try {
            if (!isOver()) {
                adopt(new SchemaPosition(plan.database(), plan.current()));
            }
        } catch (MigrationException e) {
            logger.warn("{} What was applied before is not taken into the history.", e.sentence());
        }
    }

    /** What an operator asked for may come before the first run; and an adoption may have been interrupted. */
    private boolean isOver() {
        return target.history().runs(0, LOOKED_AT).runs().stream()
                .anyMatch(run -> run.kind() == RunKind.MIGRATION
                        || (run.kind() == RunKind.ADOPTION
                                && !target.history().attempts(run.id()).isEmpty()));
    }

    private void adopt(SchemaPosition position) {
        List<AppliedChangeset> applied = target.changelog().appliedChangesets();
        if (applied.isEmpty()) {
            return;
        }
        OperatorRun run = OperatorRun.begin(target, context, request, RunKind.ADOPTION, position);
        target.history().adopt(run.id(), applied);
        run.finish(RunOutcome.SUCCEEDED, null);
        logger.info(
                "Target {}: took {} into the history, applied before there was one",
                target.name(),
                Counted.of(applied.size(), "changeset"));
    }
}
