package io.github.safemigration.engine.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a run would do, as a script that somebody runs by hand.
 *
 * @param target the target's name
 * @param planFingerprint the plan that it was made of
 * @param changesets how many changesets it applies
 * @param rest why it ends before the last pending changeset; null if it holds them all
 * @param text the script
 */
public record MigrationScript(
        String target,
        String planFingerprint,
        int changesets,
        @Nullable String rest,
        String text) {}
