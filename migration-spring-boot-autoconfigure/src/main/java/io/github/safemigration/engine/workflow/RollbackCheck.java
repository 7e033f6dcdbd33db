package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.util.List;
import java.util.stream.Collectors;

/** Whether what is pending can be undone once it is applied. */
final class RollbackCheck {

    private static final String NAME = "rollback";

    private static final int NAMED = 5;

    private static final String REMEDY = "Say in the changelog how each is undone (rollback: in formatted SQL"
            + " --rollback <statement>, or --rollback empty where nothing is to be undone), or set"
            + " migration.require-rollback=";

    private final RequireRollback require;

    RollbackCheck(RequireRollback require) {
        this.require = require;
    }

    /** One check, or none where nobody asks. */
    List<PreflightCheck> of(ChangelogPreview preview) {
        if (require == RequireRollback.OFF) {
            return List.of();
        }
        // What runs at each start and has run before is no news.
        List<PendingChangeset> pending = preview.changesets().stream()
                .filter(changeset -> !preview.state().recurring().contains(changeset.id()))
                .toList();
        List<PendingChangeset> without = pending.stream()
                .filter(changeset -> changeset.rollback().kind() == Rollback.Kind.NONE)
                .toList();
        if (without.isEmpty()) {
            return List.of(PreflightCheck.ok(NAME, "Nothing is pending that has no rollback."));
        }
        String message = "%s of %s pending cannot be undone: %s%s."
                .formatted(
                        without.size(),
                        Counted.of(pending.size(), "changeset"),
                        without.stream()
                                .limit(NAMED)
                                .map(changeset -> changeset.id().toString())
                                .collect(Collectors.joining(", ")),
                        without.size() > NAMED ? " and " + (without.size() - NAMED) + " more" : "");
        return List.of(
                require == RequireRollback.FAIL
                        ? PreflightCheck.halt(NAME, FailureKind.REFUSED, message, REMEDY + "warn.")
                        : PreflightCheck.warn(NAME, message, REMEDY + "off."));
    }
}
