package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;
import java.util.Map;

/**
 * What became of the pending changesets that were interrupted.
 *
 * @param resumptions how they go on, those that are clear
 * @param unclear those that somebody has to decide on
 */
public record Findings(Map<ChangesetId, Resumption> resumptions, List<UnclearChangeset> unclear) {

    /** Copies map and list. */
    public Findings {
        resumptions = Map.copyOf(resumptions);
        unclear = List.copyOf(unclear);
    }

    /**
     * Halts a run that somebody has to decide on.
     *
     * @param target the target's name
     * @throws MigrationException of kind UNCLEAR, if anything is unclear
     */
    public void requireClear(String target) {
        if (!unclear.isEmpty()) {
            throw new MigrationException(target, unclear.get(0).failure(), null);
        }
    }
}
