package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.ChangesetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.filter.UpToTagChangeSetFilter;
import liquibase.changelog.visitor.ListVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/** Which changesets Liquibase would run, by its own filters. */
final class PendingChangesets {

    private PendingChangesets() {}

    static List<ChangeSet> of(
            DatabaseChangeLog changelog,
            Database database,
            Contexts contexts,
            LabelExpression labels,
            @Nullable String tag)
            throws LiquibaseException {
        List<ChangeSetFilter> filters = new ArrayList<>();
        filters.add(new ShouldRunChangeSetFilter(database));
        if (tag != null && !tag.isBlank()) {
            filters.add(new UpToTagChangeSetFilter(tag, database.getRanChangeSetList()));
        }
        filters.add(new ContextChangeSetFilter(contexts));
        filters.add(new LabelChangeSetFilter(labels));
        filters.add(new DbmsChangeSetFilter(database));
        filters.add(new IgnoreChangeSetFilter());
        ListVisitor visitor = new ListVisitor();
        new ChangeLogIterator(changelog, filters).run(visitor, new RuntimeEnvironment(database, contexts, labels));
        return visitor.getSeenChangeSets();
    }

    static String checksum(ChangeSet changeset) {
        return String.valueOf(changeset.generateCheckSum(ChecksumVersion.latest()));
    }

    /** Those that run at every start and ran before. */
    static List<ChangesetId> recurring(List<ChangeSet> pending, List<RanChangeSet> ran) {
        Set<String> known = ran.stream().map(RanChangeSet::toString).collect(Collectors.toSet());
        return pending.stream()
                .filter(ChangeSet::shouldAlwaysRun)
                .filter(changeset -> known.contains(changeset.toNormalizedString()))
                .map(ChangesetIds::of)
                .toList();
    }
}
