package io.github.safemigration.boot.actuate;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.InvalidRequestException;
import io.github.safemigration.engine.workflow.MigrationRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done, as the body of the request says it.
 *
 * @param target the target; may be left out if there is only one
 * @param actor who asks
 * @param reason why
 * @param changeset the changeset it is about, as {@code path::id::author}
 * @param as what is said of it: {@code applied} or {@code not-applied}
 */
record ActionRequest(
        @Nullable String target,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String changeset,
        @Nullable String as) {

    /** {@return the changeset, which must be there} */
    String requiredChangeset() {
        if (changeset == null || changeset.isBlank()) {
            throw new InvalidRequestException(
                    "Which changeset? Name it in the field 'changeset', as path::id::author.");
        }
        return changeset;
    }

    /** {@return whether it is said to be applied} */
    boolean isApplied() {
        if (!"applied".equals(as) && !"not-applied".equals(as)) {
            throw new InvalidRequestException("The field 'as' takes 'applied' or 'not-applied'.");
        }
        return "applied".equals(as);
    }

    /** {@return the request to the service} */
    MigrationRequest toService(List<String> targets) {
        return new MigrationRequest(target(targets), RunTrigger.ENDPOINT, actor, reason);
    }

    private String target(List<String> targets) {
        if (target != null) {
            return target;
        }
        if (targets.size() != 1) {
            throw new InvalidRequestException(
                    "Which target? Name it in the field 'target': " + String.join(", ", targets) + ".");
        }
        return targets.get(0);
    }
}
