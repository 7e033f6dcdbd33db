package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.NewerBuild;
import io.github.safemigration.engine.model.Observations;
import io.github.safemigration.engine.model.OnUnknownChangesets;
import io.github.safemigration.engine.model.UnknownChangesets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is applied that our changelog does not have, and whether a newer build of the application did it. Then
 * changesets that ran before are taken out of ours: the newer build has run them, and may have run other versions of them.
 */
final class BuildAge {

    /** How Liquibase names the row of a tag that was set before anything was applied. */
    private static final String LIQUIBASES_OWN = "liquibase-internal";

    private final String target;
    private final LiquibaseSession session;
    private final DatabaseChangeLog changelog;
    private final LiquibaseSurroundings surroundings;
    private final List<ChangesetId> leftAlone = new ArrayList<>();
    private @Nullable UnknownChangesets unknown;
    private @Nullable NewerBuild newer;

    BuildAge(String target, LiquibaseSession session, DatabaseChangeLog changelog, LiquibaseSurroundings surroundings) {
        this.target = target;
        this.session = session;
        this.changelog = changelog;
        this.surroundings = surroundings;
    }

    /** Looks at what is applied now. */
    BuildAge look() throws LiquibaseException {
        Set<String> ours = ours();
        List<RanChangeSet> foreign = session.database().getRanChangeSetList().stream()
                .filter(row -> !LIQUIBASES_OWN.equals(row.getChangeLog()))
                .filter(row -> !ours.contains(key(row.toString())))
                .toList();
        unknown = foreign.isEmpty()
                ? null
                : new UnknownChangesets(foreign.stream().map(ChangesetIds::of).toList());
        newer = foreign.isEmpty()
                ? null
                : surroundings
                        .memory()
                        .newer(
                                ours,
                                foreign.stream().map(row -> key(row.toString())).toList());
        if (newer != null) {
            leaveAlone();
        }
        return this;
    }

    private void leaveAlone() throws LiquibaseException {
        Set<String> ran = session.database().getRanChangeSetList().stream()
                .map(row -> key(row.toString()))
                .collect(Collectors.toSet());
        for (ChangeSet changeset : session.pending(changelog)) {
            if (ran.contains(key(changeset.toNormalizedString()))) {
                changeset.setIgnore(true);
                leftAlone.add(ChangesetIds.of(changeset));
            }
        }
    }

    /** Refuses to go on where the application wants it so. */
    BuildAge refuse() {
        if (unknown != null && surroundings.onUnknown().refuses()) {
            String setting = surroundings.onUnknown().name().toLowerCase(Locale.ROOT);
            throw new MigrationException(
                    target,
                    Failure.of(FailureKind.UNKNOWN_CHANGESETS, unknown.inWords() + " Nothing was run.")
                            .withHint("Start the build that has them; migration.on-unknown-changesets=" + setting
                                    + " wants it so."),
                    null);
        }
        return this;
    }

    Observations observations() {
        boolean told = surroundings.onUnknown() != OnUnknownChangesets.IGNORE;
        return new Observations(
                null,
                told ? unknown : null,
                newer == null ? null : new NewerBuild(newer.version(), newer.recorded(), leftAlone));
    }

    /** What would run now, by this build. */
    List<ChangeSet> pending() throws LiquibaseException {
        return session.pending(changelog);
    }

    void validateAsARun() throws Exception {
        session.validateAsARun(changelog);
    }

    /** Of a successful run. */
    void remember(Instant now) {
        surroundings.memory().remember(ours(), now);
    }

    /** All of them, whatever context, label or product they are for. */
    private Set<String> ours() {
        return Stream.concat(changelog.getChangeSets().stream(), changelog.getSkippedChangeSets().stream())
                .map(changeset -> key(changeset.toNormalizedString()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As Liquibase compares: without regard to case. */
    private static String key(String normalized) {
        return normalized.toLowerCase(Locale.ROOT);
    }
}
