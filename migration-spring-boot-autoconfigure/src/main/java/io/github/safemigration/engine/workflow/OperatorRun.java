package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaPosition;
import io.github.safemigration.engine.schema.CatalogChange;
import org.jspecify.annotations.Nullable;

/** What somebody does to a target beside its migration, as a run in the history: who, why, when. */
final class OperatorRun {

    private static final String NO_PLAN = "";

    private final Target target;
    private final MigrationContext context;
    private final SchemaPosition position;
    private final String id;

    private OperatorRun(Target target, MigrationContext context, SchemaPosition position) {
        this.target = target;
        this.context = context;
        this.position = position;
        this.id = context.runIds().get();
    }

    /** Writes down that it begins. What cannot be written down must not be done: so this may throw. */
    static OperatorRun begin(
            Target target, MigrationContext context, MigrationRequest request, RunKind kind, SchemaPosition position) {
        OperatorRun run = new OperatorRun(target, context, position);
        target.history()
                .begin(new RunStart(
                        run.id,
                        target.name(),
                        kind,
                        request.trigger(),
                        request.actor(),
                        request.reason(),
                        context.application(),
                        position.database(),
                        NO_PLAN,
                        0,
                        context.clock().instant(),
                        position.version()));
        return run;
    }

    String id() {
        return id;
    }

    void finish(RunOutcome outcome, @Nullable Failure failure) {
        target.history()
                .finish(new RunEnd(
                        id, outcome, context.clock().instant(), failure, position.version(), CatalogChange.none()));
    }
}
