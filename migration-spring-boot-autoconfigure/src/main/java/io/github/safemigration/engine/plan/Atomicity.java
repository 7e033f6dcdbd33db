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
                    + "|commit|rollback|begin|end|abort|start\\s+transaction|prepare\\s+transaction)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** In text that is sent as it is. A body has an end of its own, and no transaction either. */
    private static final Pattern ENDS_TRANSACTION = Pattern.compile(
            "^(?!create\\b|do\\b).*;\\s*(?:commit|rollback(?!\\s+to\\b)|abort|end|prepare\\s+transaction)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What holds until the end of the transaction (PostgreSQL manual, SET and SET CONSTRAINTS); time-outs harm nobody. */
    private static final Pattern HOLDS_ON = Pattern.compile(
            "^set\\s+(?:local\\s+(?!(?:lock|statement)_timeout\\b)|constraints\\b|transaction\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Atomicity() {}

    static PlanTransaction of(AtomicMode mode, List<PendingChangeset> changesets) {
        if (mode == AtomicMode.FALSE || changesets.isEmpty()) {
            return PlanTransaction.EACH;
        }
        @Nullable ChangesetId culprit = culprit(changesets);
        if (culprit != null) {
            return new PlanTransaction(false, culprit + " " + reason(changesets, culprit));
        }
        @Nullable String reason = mode == AtomicMode.TRUE ? null : new GentlePlan().obstacle(changesets);
        return new PlanTransaction(reason == null, reason);
    }

    private static @Nullable String reason(List<PendingChangeset> changesets, ChangesetId culprit) {
        for (int i = 0; i < changesets.size(); i++) {
            if (changesets.get(i).id().equals(culprit)) {
                return obstacle(changesets.get(i), i == changesets.size() - 1);
            }
        }
        return null;
    }

    private static @Nullable String obstacle(PendingChangeset changeset, boolean last) {
        if (!changeset.traits().inTransaction()) {
            return "runs outside a transaction";
        }
        List<String> statements =
                changeset.preview().statements().stream().map(BareStatement::of).toList();
        if (statements.stream()
                .anyMatch(statement -> NOT_IN_TRANSACTION.matcher(statement).matches()
                        || ENDS_TRANSACTION.matcher(statement).matches())) {
            return "has a statement that cannot run in a transaction";
        }
        boolean holdsOn = statements.stream()
                .anyMatch(statement -> HOLDS_ON.matcher(statement).matches());
        return holdsOn && !last ? "sets something that would hold for the changesets after it" : null;
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
        for (int i = 0; i < changesets.size(); i++) {
            if (obstacle(changesets.get(i), i == changesets.size() - 1) != null) {
                return changesets.get(i).id();
            }
        }
        return null;
    }
}
