package io.github.safemigration.engine.plan;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a plan runs in one transaction. */
final class Atomicity {

    /** What PostgreSQL refuses inside a transaction block (PostgreSQL manual, the pages of these statements). */
    private static final Pattern NOT_IN_TRANSACTION = Pattern.compile(
            "^(?:(?:create(?:\\s+unique)?|drop)\\s+index\\s+concurrently|reindex\\b.*\\bconcurrently"
                    + "|reindex\\s+(?:\\([^)]*\\)\\s*)?(?:database|system|schema)|vacuum|alter\\s+system"
                    + "|(?:create|drop)\\s+(?:database|tablespace)|alter\\s+table\\b.*\\bdetach\\s+partition\\b.*\\bconcurrently"
                    + "|commit|rollback|begin|start\\s+transaction)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Atomicity() {}

    static PlanTransaction of(AtomicMode mode, List<PendingChangeset> changesets) {
        if (mode == AtomicMode.FALSE || changesets.isEmpty()) {
            return PlanTransaction.EACH;
        }
        for (PendingChangeset changeset : changesets) {
            @Nullable String obstacle = obstacle(changeset);
            if (obstacle != null) {
                return new PlanTransaction(false, changeset.id() + " " + obstacle);
            }
        }
        @Nullable String reason = mode == AtomicMode.TRUE ? null : new GentlePlan().obstacle(changesets);
        return new PlanTransaction(reason == null, reason);
    }

    private static @Nullable String obstacle(PendingChangeset changeset) {
        if (!changeset.traits().inTransaction()) {
            return "runs outside a transaction";
        }
        return changeset.preview().statements().stream().map(BareStatement::of).anyMatch(statement -> NOT_IN_TRANSACTION
                        .matcher(statement)
                        .matches())
                ? "has a statement that cannot run in a transaction"
                : null;
    }

    /** {@return what to say of a plan that must be one transaction and cannot} */
    static Failure refusal(PlanTransaction transaction, @Nullable ChangesetId changeset) {
        return new Failure(
                FailureKind.REFUSED,
                "The plan cannot run in one transaction (migration.atomic=true): " + transaction.reason()
                        + ". Nothing was run",
                changeset,
                changeset == null ? null : changeset.path(),
                null,
                null,
                "Release that changeset apart from the others, or let each commit by itself: migration.atomic=false");
    }

    static @Nullable ChangesetId culprit(List<PendingChangeset> changesets) {
        return changesets.stream()
                .filter(changeset -> obstacle(changeset) != null)
                .map(PendingChangeset::id)
                .findFirst()
                .orElse(null);
    }
}
