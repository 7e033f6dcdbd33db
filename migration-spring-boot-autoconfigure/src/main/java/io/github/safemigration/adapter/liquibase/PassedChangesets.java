package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.ChangesetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;

/**
 * The changesets that a run has behind it when it goes on: some of them, as those that always run, would be run once more.
 */
final class PassedChangesets implements AutoCloseable {

    private final DatabaseChangeLog changelog;
    private final List<ChangeSet> ignored = new ArrayList<>();

    PassedChangesets(DatabaseChangeLog changelog) {
        this.changelog = changelog;
    }

    /** From now on they are left out. */
    void add(Set<ChangesetId> passed) {
        for (ChangeSet changeset : changelog.getChangeSets()) {
            if (!changeset.isIgnore() && passed.contains(ChangesetIds.of(changeset))) {
                changeset.setIgnore(true);
                ignored.add(changeset);
            }
        }
    }

    @Override
    public void close() {
        ignored.forEach(changeset -> changeset.setIgnore(false));
    }
}
