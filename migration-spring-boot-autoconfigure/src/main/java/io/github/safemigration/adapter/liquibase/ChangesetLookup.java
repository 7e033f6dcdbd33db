package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.UnknownChangesetException;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;

/** Finds changesets by the name that people give them: {@code path::id::author}, paths as Liquibase normalizes them. */
final class ChangesetLookup {

    private ChangesetLookup() {}

    static ChangeSet inChangelog(DatabaseChangeLog changelog, String name) {
        return changelog.getChangeSets().stream()
                .filter(changeset -> ChangesetIds.of(changeset).toString().equals(name)
                        || changeset.toNormalizedString().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownChangesetException("There is no changeset '" + name
                        + "' in the changelog. A changeset is named path::id::author, as the history tells it."));
    }

    static RanChangeSet applied(List<RanChangeSet> ran, ChangeSet changeset) {
        return ran.stream()
                .filter(row -> row.isSameAs(changeset))
                .findFirst()
                .orElseThrow(() -> new UnknownChangesetException(
                        "The changeset '" + ChangesetIds.of(changeset) + "' was never applied here."));
    }
}
