package io.github.safemigration.engine.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param status how the target stands now
 * @param runId the run's id, or null if nothing was to be done
 * @param applied how many changesets the run applied
 * @param undone whether the run has failed, and all that it had applied is undone, as it was one transaction
 */
public record MigrationResult(TargetStatus status, @Nullable String runId, int applied, boolean undone) {}
