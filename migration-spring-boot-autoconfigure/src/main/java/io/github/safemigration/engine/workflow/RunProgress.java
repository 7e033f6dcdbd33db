package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.ChangesetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param runId the run's id
 * @param started when it started
 * @param position the place of the current changeset, from 1; 0 before the first
 * @param total how many changesets the run has
 * @param changeset the current changeset
 * @param changesetStarted when the current changeset started
 * @param statement the current statement, shortened and free of secrets
 */
public record RunProgress(
        String runId,
        Instant started,
        int position,
        int total,
        @Nullable ChangesetId changeset,
        @Nullable Instant changesetStarted,
        @Nullable String statement) {

    private static final int STATEMENT_LENGTH = 200;

    RunProgress next(ChangesetId changeset, Instant now) {
        return new RunProgress(runId, started, position + 1, Math.max(total, position + 1), changeset, now, null);
    }

    RunProgress sending(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        String shown = line.length() <= STATEMENT_LENGTH ? line : line.substring(0, STATEMENT_LENGTH) + "…";
        return new RunProgress(runId, started, position, total, changeset, changesetStarted, shown);
    }
}
