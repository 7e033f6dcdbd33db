package io.github.safemigration.boot.descriptor;

import java.util.List;

/**
 * Description of what was found before a run.
 *
 * @param targets what was found for each target, in order of registration
 */
public record PreflightsDescriptor(List<PreflightDescriptor> targets) {

    /** Copies the list. */
    public PreflightsDescriptor {
        targets = List.copyOf(targets);
    }
}
