package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.ErrorType;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.preflight.PreflightReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a run would succeed, as far as that is known beforehand. */
final class Preflight {

    private static final Logger logger = LoggerFactory.getLogger(Preflight.class);

    private static final String UNREACHABLE = "Check that the database is up, that migration.datasource.url,"
            + " spring.liquibase.url or spring.datasource.url leads to it, and that the user may log in.";

    private final Target target;
    private final RollbackCheck rollbacks;

    Preflight(Target target, RequireRollback requireRollback) {
        this.target = target;
        this.rollbacks = new RollbackCheck(requireRollback);
    }

    /** Everything that can be looked at. */
    PreflightReport whole() {
        List<PreflightCheck> checks = new ArrayList<>();
        List<PendingChangeset> pending = List.of();
        List<PreflightCheck> rollback = List.of();
        PreflightCheck changelog;
        try {
            ChangelogPreview preview = target.changelog().preview();
            pending = preview.changesets();
            rollback = rollbacks.of(preview);
            changelog = PreflightCheck.ok(
                    "changelog",
                    "The changelog parses and validates; " + Counted.of(pending.size(), "changeset") + " would run.");
        } catch (MigrationException e) {
            Failure failure = target.examiner().explain(e.failure());
            if (failure.kind() == FailureKind.DATABASE_UNREACHABLE) {
                return report(List.of(PreflightCheck.halt("reachable", failure, UNREACHABLE)));
            }
            changelog = PreflightCheck.halt(
                    "changelog", failure, "Mend the changelog at that place, or the setting that it depends on.");
        }
        List<PendingChangeset> known = pending;
        checks.addAll(looking("reachable", () -> target.examiner().examine(known)));
        checks.add(changelog);
        checks.addAll(rollback);
        checks.addAll(looking("lock", () -> target.examiner().examineLock()));
        return report(checks);
    }

    /** What a run has not found out by itself when it is about to begin: its changelog is read, and its lock is held. */
    PreflightReport ofRun(ChangelogPreview preview) {
        List<PreflightCheck> checks = new ArrayList<>();
        try {
            checks.addAll(target.examiner().examine(preview.changesets()));
        } catch (MigrationException e) {
            if (e.failure().kind().type() == ErrorType.CONNECTION) {
                throw e;
            }
            logger.warn("{} The run goes on without having looked.", e.sentence());
        }
        checks.addAll(rollbacks.of(preview));
        return report(checks);
    }

    private List<PreflightCheck> looking(String name, Supplier<List<PreflightCheck>> look) {
        try {
            return look.get();
        } catch (MigrationException e) {
            return List.of(PreflightCheck.halt(name, target.examiner().explain(e.failure()), UNREACHABLE));
        }
    }

    private PreflightReport report(List<PreflightCheck> checks) {
        return new PreflightReport(target.name(), checks);
    }
}
