package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one run into the target's history. A history that cannot be written is said once and does not stop the run. */
final class RunHistory {

    private static final Logger logger = LoggerFactory.getLogger(RunHistory.class);

    private final Target target;
    private final String runId;
    private final SchemaVersion before;
    private final @Nullable Catalog catalog;
    private final Map<ChangesetId, Rollback> rollbacks;
    private boolean writable = true;

    RunHistory(Target target, MigrationPlan plan, String runId) {
        this.target = target;
        this.runId = runId;
        this.catalog = read(target);
        this.before = withHash(plan.current(), catalog);
        this.rollbacks = plan.changesets().stream()
                .collect(Collectors.toMap(PendingChangeset::id, PendingChangeset::rollback, (first, second) -> first));
    }

    void begin(MigrationPlan plan, MigrationRequest request, ApplicationInfo application, Instant started) {
        write(() -> target.history()
                .begin(new RunStart(
                        runId,
                        target.name(),
                        RunKind.MIGRATION,
                        request.trigger(),
                        request.actor(),
                        request.reason(),
                        application,
                        plan.database(),
                        plan.planFingerprint(),
                        plan.changesets().size(),
                        started,
                        before)));
    }

    void progress(RunProgress progress, ChangesetId changeset) {
        write(() -> target.history().progress(runId, progress.position(), progress.total(), changeset));
    }

    void append(ChangesetResult result, Instant started, Duration duration) {
        write(() -> target.history().append(runId, result, rollbackOf(result.id()), started, duration));
    }

    /**
     * Writes the row of a changeset in its own transaction. There the changeset may be somebody who may not write it.
     *
     * @return whether it is written
     */
    boolean appendWithin(ChangesetResult result, Instant started, Duration duration) {
        if (!writable) {
            return false;
        }
        try {
            target.history().append(runId, result, rollbackOf(result.id()), started, duration);
            return true;
        } catch (MigrationException e) {
            logger.debug("{} It is tried again once the changeset is committed.", e.sentence());
            return false;
        }
    }

    void finish(RunOutcome outcome, Instant finished, @Nullable ChangelogState state, @Nullable Failure failure) {
        @Nullable Catalog now = read(target);
        CatalogChange change = catalog == null || now == null ? CatalogChange.none() : catalog.to(now);
        SchemaVersion after = withHash(state == null ? before : state.version(), now);
        write(() -> target.history().finish(new RunEnd(runId, outcome, finished, failure, after, change)));
    }

    private Rollback rollbackOf(ChangesetId changeset) {
        return rollbacks.getOrDefault(changeset, Rollback.none());
    }

    private void write(Runnable writing) {
        if (!writable) {
            return;
        }
        try {
            writing.run();
        } catch (MigrationException e) {
            writable = false;
            logger.warn("{} What the run does from now on is not recorded in migration_run.", e.sentence());
        }
    }

    private static @Nullable Catalog read(Target target) {
        try {
            return target.catalog().read();
        } catch (MigrationException e) {
            logger.warn("{} What the run does to the catalog is not recorded.", e.sentence());
            return null;
        }
    }

    private static SchemaVersion withHash(SchemaVersion version, @Nullable Catalog catalog) {
        return new SchemaVersion(
                version.tag(), version.changeset(), version.applied(), catalog == null ? null : catalog.hash());
    }
}
