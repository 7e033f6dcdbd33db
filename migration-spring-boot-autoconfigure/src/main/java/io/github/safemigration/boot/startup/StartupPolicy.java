package io.github.safemigration.boot.startup;

import org.jspecify.annotations.Nullable;

/**
 * How this application starts.
 *
 * @param mode how it starts while something is pending
 * @param onHalt what it does when its migration fails; null for what fits the mode
 * @param onPending what a start that must not migrate does
 */
public record StartupPolicy(StartupMode mode, @Nullable OnHalt onHalt, OnPending onPending) {

    boolean holdsOnFailure() {
        return onHalt == null ? mode == StartupMode.BACKGROUND : onHalt == OnHalt.HOLD;
    }
}
