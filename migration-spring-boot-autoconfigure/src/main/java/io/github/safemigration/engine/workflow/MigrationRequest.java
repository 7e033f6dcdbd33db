package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.RunTrigger;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param target the target's name
 * @param trigger what asks
 * @param actor who asks, if somebody does
 * @param reason why, in that somebody's words
 */
public record MigrationRequest(
        String target,
        RunTrigger trigger,
        @Nullable String actor,
        @Nullable String reason) {

    /**
     * A request without a reason.
     *
     * @param target the target's name
     * @param trigger what asks
     * @param actor who asks, if somebody does
     */
    public MigrationRequest(String target, RunTrigger trigger, @Nullable String actor) {
        this(target, trigger, actor, null);
    }
}
