package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Description of a target that could not answer, in the place of its answer.
 *
 * @param name the target's name
 * @param failure what went wrong
 */
public record UnansweredDescriptor(String name, @Nullable FailureDescriptor failure) {

    /**
     * Describes a target that could not answer.
     *
     * @param target its name
     * @param failure what went wrong
     * @return the description
     */
    public static UnansweredDescriptor of(String target, Failure failure) {
        return new UnansweredDescriptor(target, FailureDescriptor.of(failure));
    }
}
