package io.github.safemigration.boot.descriptor;

import java.util.List;

/**
 * Description of what a run would do now.
 *
 * @param targets a plan for each target, in order of registration
 */
public record PlansDescriptor(List<PlanDescriptor> targets) {

    /** Copies the list. */
    public PlansDescriptor {
        targets = List.copyOf(targets);
    }
}
