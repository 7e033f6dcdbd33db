package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Observations;
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
 * @param observations what was noticed beside
 */
public record ChangelogState(
        DatabaseInfo database,
        SchemaVersion version,
        List<ChangesetId> pending,
        List<ChangesetId> recurring,
        Map<ChangesetId, String> checksums,
        Observations observations) {

    /** Copies the lists and the map. */
    public ChangelogState {
        pending = List.copyOf(pending);
        recurring = List.copyOf(recurring);
        checksums = Map.copyOf(checksums);
    }

    /**
     * A state about which nothing is noticed.
     *
     * @param database the database
     * @param version where its schema stands
     * @param pending the changesets that would run now
     * @param recurring those that run at every start
     * @param checksums the checksums of the pending changesets
     */
    public ChangelogState(
            DatabaseInfo database,
            SchemaVersion version,
            List<ChangesetId> pending,
            List<ChangesetId> recurring,
            Map<ChangesetId, String> checksums) {
        this(database, version, pending, recurring, checksums, Observations.NONE);
    }

    /**
     * The same state with what was noticed.
     *
     * @param observed what was noticed
     * @return a copy
     */
    public ChangelogState with(Observations observed) {
        return new ChangelogState(database, version, pending, recurring, checksums, observed);
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
                checksums,
                observations);
    }

    private boolean isUnchanged(ChangesetId changeset, Map<ChangesetId, String> attempted) {
        @Nullable String checksum = checksums.get(changeset);
        return checksum != null && checksum.equals(attempted.get(changeset));
    }
}
