package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.SchemaVersion;
import java.util.List;

/**
 * How a database stands against its changelog.
 *
 * @param database the database
 * @param version where its schema stands; without catalog hash
 * @param pending the changesets that would run now, in order, those left out that run at every start and ran before
 * @param recurring the changesets among the pending ones of a start that run at every start and ran before
 */
public record ChangelogState(
        DatabaseInfo database, SchemaVersion version, List<ChangesetId> pending, List<ChangesetId> recurring) {

    /** Copies the lists. */
    public ChangelogState {
        pending = List.copyOf(pending);
        recurring = List.copyOf(recurring);
    }
}
