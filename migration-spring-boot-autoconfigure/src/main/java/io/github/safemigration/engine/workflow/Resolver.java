package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaPosition;
import io.github.safemigration.engine.recovery.Journal;
import io.github.safemigration.engine.recovery.StatementState;
import io.github.safemigration.engine.recovery.UnclearChangeset;
import io.github.safemigration.engine.recovery.UnclearChangeset.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes somebody's word on what an interrupted changeset has done, and writes down whose word it is. */
final class Resolver {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final Target target;
    private final MigrationContext context;

    Resolver(Target target, MigrationContext context) {
        this.target = target;
        this.context = context;
    }

    List<UnclearChangeset> unclear() {
        return target.recovery()
                .examine(target.changelog().preview().changesets())
                .unclear();
    }

    ResolvedChangeset resolve(MigrationRequest request, String changeset, boolean applied) {
        AtomicReference<ResolvedChangeset> resolved = new AtomicReference<>();
        AtomicReference<NothingUnclearException> refused = new AtomicReference<>();
        target.changelog().exclusively(() -> {
            try {
                resolved.set(resolveAlone(request, changeset, applied));
            } catch (NothingUnclearException e) {
                refused.set(e);
            }
        });
        if (refused.get() != null) {
            throw refused.get();
        }
        return Objects.requireNonNull(resolved.get());
    }

    private ResolvedChangeset resolveAlone(MigrationRequest request, String changeset, boolean applied) {
        ChangelogPreview preview = target.changelog().preview();
        List<UnclearChangeset> unclear =
                target.recovery().examine(preview.changesets()).unclear();
        UnclearChangeset meant = unclear.stream()
                .filter(one -> one.changeset().toString().equals(changeset))
                .findFirst()
                .orElseThrow(() -> new NothingUnclearException(nothing(changeset, unclear)));
        SchemaPosition position =
                new SchemaPosition(preview.state().database(), preview.state().version());
        OperatorRun run = OperatorRun.begin(target, context, request, RunKind.RESOLUTION, position);
        target.history()
                .append(
                        run.id(),
                        new ChangesetResult(
                                meant.changeset(),
                                meant.interruption().checksum(),
                                applied ? ChangesetOutcome.RESOLVED_APPLIED : ChangesetOutcome.RESOLVED_NOT_APPLIED,
                                List.of(meant.interruption().last().sql()),
                                null),
                        Rollback.none(),
                        context.clock().instant(),
                        Duration.ZERO);
        settle(meant, applied);
        run.finish(RunOutcome.SUCCEEDED, null);
        logger.warn(
                "Target {}: {} is resolved as {}{}: {}",
                target.name(),
                meant.changeset(),
                applied ? "applied" : "not applied",
                request.actor() == null ? "" : " by " + request.actor(),
                request.reason() == null ? "no reason given" : request.reason());
        return new ResolvedChangeset(target.name(), meant.changeset(), applied, meant.statement(), run.id());
    }

    private void settle(UnclearChangeset meant, boolean applied) {
        Journal journal = target.recovery().journal();
        if (meant.reason() == Reason.EFFECT) {
            journal.know(
                    meant.interruption().attempt(),
                    meant.statement(),
                    applied ? StatementState.DONE : StatementState.UNDONE);
        } else if (applied) {
            journal.know(meant.interruption().attempt(), meant.statement(), StatementState.ALL_DONE);
        } else {
            journal.forget(meant.interruption().attempt());
        }
    }

    private static String nothing(String changeset, List<UnclearChangeset> unclear) {
        return "Changeset '" + changeset + "' has nothing to be resolved. "
                + (unclear.isEmpty()
                        ? "Nothing is unclear."
                        : "Unclear: "
                                + unclear.stream()
                                        .map(one -> one.changeset().toString())
                                        .collect(Collectors.joining(", "))
                                + ".");
    }
}
