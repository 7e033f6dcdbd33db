package io.github.safemigration.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a plan is cut into transactions.
 *
 * @param whole whether all of it is one transaction
 * @param reason why it is not, where that was asked for; null otherwise
 */
public record PlanTransaction(boolean whole, @Nullable String reason) {

    /** Each changeset commits by itself, as nobody asked for anything else. */
    public static final PlanTransaction EACH = new PlanTransaction(false, null);
}
