package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.workflow.ResolvedChangeset;

/**
 * A changeset that was resolved, for programs.
 *
 * @param name the target's name
 * @param changeset the changeset
 * @param as {@code applied} or {@code not-applied}
 * @param statement the number of the statement at which it was interrupted, from 1
 * @param run the id of the entry in the history
 */
public record ResolvedDescriptor(String name, ChangesetDescriptor changeset, String as, int statement, String run) {

    /**
     * Describes one.
     *
     * @param resolved what was resolved
     * @return the same for programs
     */
    public static ResolvedDescriptor of(ResolvedChangeset resolved) {
        return new ResolvedDescriptor(
                resolved.target(),
                ChangesetDescriptor.named(resolved.changeset()),
                resolved.applied() ? "applied" : "not-applied",
                resolved.statement(),
                resolved.runId());
    }
}
