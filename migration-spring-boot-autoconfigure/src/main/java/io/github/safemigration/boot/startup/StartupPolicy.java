package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.OnUnknownChangesets;
import io.github.safemigration.engine.workflow.ReadinessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How this application starts.
 *
 * @param mode how it starts while something is pending
 * @param onHalt what it does when its migration fails; null for what fits the mode
 * @param onPending what a start that must not migrate does
 * @param onUnknown what it does where changesets are applied that the changelog does not have
 * @param answered whether probes are answered while it waits
 * @param readiness which of several targets must be up to date before it goes on
 */
public record StartupPolicy(
        StartupMode mode,
        @Nullable OnHalt onHalt,
        OnPending onPending,
        OnUnknownChangesets onUnknown,
        boolean answered,
        ReadinessPolicy readiness) {

    /** A question to somebody is waited for wherever they can see it. */
    boolean holdsOn(FailureKind kind) {
        if (kind == FailureKind.UNKNOWN_CHANGESETS && onUnknown == OnUnknownChangesets.UNREADY) {
            return true;
        }
        return (kind == FailureKind.UNCLEAR && onHalt == null && answered) || holdsOnFailure();
    }

    boolean holdsOnFailure() {
        return onHalt == null ? mode == StartupMode.BACKGROUND : onHalt == OnHalt.HOLD;
    }
}
