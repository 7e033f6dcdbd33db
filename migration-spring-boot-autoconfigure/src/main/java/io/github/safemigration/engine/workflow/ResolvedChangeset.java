package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.ChangesetId;

/**
 * Somebody's word on a changeset that was interrupted.
 *
 * @param target the target's name
 * @param changeset the changeset
 * @param applied whether what was in question has taken effect
 * @param statement the number of the statement at which it was interrupted, from 1
 * @param runId the id of the entry in the history
 */
public record ResolvedChangeset(String target, ChangesetId changeset, boolean applied, int statement, String runId) {}
