package io.github.safemigration.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of what a run would do now.
 *
 * @param targets a plan for each target, in order of registration
 */
public record PlansDescriptor(List<PlanDescriptor> targets) implements OperationResponseBody {

    /** Copies the list. */
    public PlansDescriptor {
        targets = List.copyOf(targets);
    }
}
