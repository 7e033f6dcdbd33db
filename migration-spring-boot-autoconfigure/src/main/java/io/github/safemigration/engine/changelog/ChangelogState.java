package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.SchemaVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a database stands against its changelog.
 *
 * @param database the database
 * @param version where its schema stands; without catalog hash
 * @param pending the changesets that would run now, in order, those left out that run at every start and ran before
 * @param recurring the changesets among the pending ones of a start that run at every start and ran before
 * @param checksums the checksums of the pending changesets, by changeset
 */
public record ChangelogState(
        DatabaseInfo database,
        SchemaVersion version,
        List<ChangesetId> pending,
        List<ChangesetId> recurring,
        Map<ChangesetId, String> checksums) {

    /** Copies the lists and the map. */
    public ChangelogState {
        pending = List.copyOf(pending);
        recurring = List.copyOf(recurring);
        checksums = Map.copyOf(checksums);
    }

    /**
     * The same state without some of the pending changesets.
     *
     * @param attempted the checksums that changesets had when they were last attempted, by changeset
     * @return the state without the pending changesets that are still what was attempted
     */
    public ChangelogState without(Map<ChangesetId, String> attempted) {
        return new ChangelogState(
                database,
                version,
                pending.stream().filter(id -> !isUnchanged(id, attempted)).toList(),
                recurring,
                checksums);
    }

    private boolean isUnchanged(ChangesetId changeset, Map<ChangesetId, String> attempted) {
        @Nullable String checksum = checksums.get(changeset);
        return checksum != null && checksum.equals(attempted.get(changeset));
    }
}
