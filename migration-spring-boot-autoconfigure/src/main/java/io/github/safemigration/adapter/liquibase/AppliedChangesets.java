package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/** The applied changesets that the changelog has, with how it undoes them. Only to be used while reading. */
final class AppliedChangesets {

    private AppliedChangesets() {}

    static List<AppliedChangeset> of(LiquibaseSession session, DatabaseChangeLog changelog, Redactor redactor)
            throws LiquibaseException {
        ChangesetPreviewer previewer = new ChangesetPreviewer(session.database(), redactor);
        Map<String, ChangeSet> known = new HashMap<>();
        changelog.getChangeSets().forEach(changeset -> known.put(key(changeset.toNormalizedString()), changeset));
        List<AppliedChangeset> applied = new ArrayList<>();
        for (RanChangeSet row : session.database().getRanChangeSetList()) {
            @Nullable ChangeSet changeset = known.get(key(row.toString()));
            if (changeset != null) {
                applied.add(new AppliedChangeset(
                        ChangesetIds.of(changeset),
                        row.getLastCheckSum() == null
                                ? null
                                : row.getLastCheckSum().toString(),
                        row.getDateExecuted().toInstant(),
                        previewer.rollback(changeset)));
            }
        }
        return applied;
    }

    private static String key(String normalized) {
        return normalized.toLowerCase(Locale.ROOT);
    }
}
