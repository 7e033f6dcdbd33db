package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.ChangedChangeset;
import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.RuntimeEnvironment;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.visitor.ListVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.util.ValidatingVisitorUtil;

/** The applied changesets that Liquibase refuses because of their checksums. Only to be used while reading. */
final class ChangedChecksums {

    private static final int MOST = 20;

    private final LiquibaseSession session;
    private final DatabaseChangeLog changelog;
    private final ChangesetPreviewer previewer;

    ChangedChecksums(LiquibaseSession session, DatabaseChangeLog changelog, Redactor redactor) {
        this.session = session;
        this.changelog = changelog;
        this.previewer = new ChangesetPreviewer(session.database(), redactor);
    }

    List<ChangedChangeset> find() throws LiquibaseException {
        Database database = session.database();
        ListVisitor visitor = new ListVisitor();
        new ChangeLogIterator(
                        changelog,
                        new DbmsChangeSetFilter(database),
                        new ContextChangeSetFilter(session.contexts()),
                        new LabelChangeSetFilter(session.labels()))
                .run(visitor, new RuntimeEnvironment(database, session.contexts(), session.labels()));
        List<RanChangeSet> ran = database.getRanChangeSetList();
        List<ChangedChangeset> changed = new ArrayList<>();
        for (ChangeSet changeset : visitor.getSeenChangeSets()) {
            for (RanChangeSet row : ran) {
                if (changed.size() < MOST && row.isSameAs(changeset) && isRefused(changeset, row)) {
                    changed.add(changed(changeset, row));
                }
            }
        }
        return changed;
    }

    /** As Liquibase's own validation asks. */
    private boolean isRefused(ChangeSet changeset, RanChangeSet row) {
        return !changeset.shouldRunOnChange()
                && !changeset.shouldAlwaysRun()
                && !changeset.isCheckSumValid(row.getLastCheckSum())
                && !ValidatingVisitorUtil.isChecksumIssue(changeset, row, changelog, session.database());
    }

    private ChangedChangeset changed(ChangeSet changeset, RanChangeSet row) {
        CheckSum stored = row.getLastCheckSum();
        return new ChangedChangeset(
                ChangesetIds.of(changeset),
                stored.toString(),
                String.valueOf(
                        changeset.generateCheckSum(ChecksumVersion.enumFromChecksumVersion(stored.getVersion()))),
                previewer.preview(changeset).preview());
    }
}
