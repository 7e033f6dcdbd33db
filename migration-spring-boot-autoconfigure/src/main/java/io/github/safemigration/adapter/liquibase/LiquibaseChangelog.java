package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.changelog.ChangedChangeset;
import io.github.safemigration.engine.changelog.Changelog;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.changelog.ChecksumChange;
import io.github.safemigration.engine.changelog.ChecksumListener;
import io.github.safemigration.engine.changelog.LockReleaseListener;
import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import org.jspecify.annotations.Nullable;

/** A changelog behind Liquibase. Reading goes on while a run of this or another target is going on. */
public final class LiquibaseChangelog implements Changelog {

    private final String target;
    private final ManagedSpringLiquibase source;
    private final LiquibaseSurroundings surroundings;
    private final FailureTranslator failures;

    /**
     * Creates the changelog; reads nothing yet.
     *
     * @param target the target's name
     * @param source where the application says which changelog, and how
     * @param surroundings what it works with
     */
    public LiquibaseChangelog(String target, ManagedSpringLiquibase source, LiquibaseSurroundings surroundings) {
        this.target = target;
        this.source = source;
        this.surroundings = surroundings;
        this.failures = new FailureTranslator(target, surroundings.redactor());
    }

    @Override
    public ChangelogState read() {
        return reading((session, changelog) -> {
            BuildAge age = new BuildAge(target, session, changelog, surroundings).look();
            session.validateReading(changelog);
            age.refuse();
            return observed(session, session.state(age.pending()).with(age.observations()));
        });
    }

    private ChangelogState observed(LiquibaseSession session, ChangelogState state) throws SQLException {
        return state.pending().isEmpty() && state.version().applied() > 0
                ? state.with(state.observations().withLock(new LockLook(session, surroundings).left(false)))
                : state;
    }

    @Override
    public ChangelogPreview preview() {
        return reading((session, changelog) -> {
            new BuildAge(target, session, changelog, surroundings).look();
            session.validateReading(changelog);
            List<ChangeSet> pending = session.pending(changelog);
            ChangesetPreviewer previewer = new ChangesetPreviewer(session.database(), surroundings.redactor());
            return new ChangelogPreview(
                    session.state(pending),
                    pending.stream().map(previewer::preview).toList());
        });
    }

    @Override
    public ChangelogScript script() {
        return reading((session, changelog) -> {
            new BuildAge(target, session, changelog, surroundings).look();
            session.validateReading(changelog);
            return new ChangelogScripter(target, session, surroundings).script(session.pending(changelog));
        });
    }

    @Override
    public @Nullable LockHolder lockHolder() {
        return inSession(session -> session.lockHolder(surroundings.fence()));
    }

    @Override
    public List<ChangedChangeset> changed() {
        return reading(
                (session, changelog) -> new ChangedChecksums(session, changelog, surroundings.redactor()).find());
    }

    @Override
    public List<AppliedChangeset> appliedChangesets() {
        return reading((session, changelog) -> AppliedChangesets.of(session, changelog, surroundings.redactor()));
    }

    @Override
    public @Nullable ChecksumChange rebaseline(String changeset, ChecksumListener listener) {
        ChecksumRebaseline rebaseline = new ChecksumRebaseline(target, surroundings, listener);
        Optional<ChecksumChange> change =
                reading((session, changelog) -> Optional.ofNullable(rebaseline.of(session, changelog, changeset)));
        return change.orElse(null);
    }

    private <T> @Nullable T inSession(Asking<T> asking) {
        try {
            return LiquibaseScope.reading(source, surroundings.redactor(), () -> {
                try (LiquibaseSession session = LiquibaseSession.open(source, surroundings.connections())) {
                    return asking.of(session);
                }
            });
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw failures.exception(failures.translate(e, new FailureTranslator.Where(false, null, null, null)), e);
        }
    }

    @Override
    public @Nullable LockHolder releaseLock(LockReleaseListener listener) {
        LockRelease release = new LockRelease(target, surroundings, listener);
        return inSession(release::of);
    }

    @Override
    public void exclusively(Runnable work) {
        ExclusiveWork exclusive = new ExclusiveWork(target, surroundings, work);
        inSession(session -> {
            exclusive.in(session);
            return null;
        });
    }

    private <T> T reading(Reading<T> reading) {
        boolean[] parsing = {false};
        try {
            return LiquibaseScope.reading(source, surroundings.redactor(), () -> {
                try (LiquibaseSession session = LiquibaseSession.open(source, surroundings.connections())) {
                    parsing[0] = true;
                    DatabaseChangeLog changelog = session.parse();
                    parsing[0] = false;
                    return Scope.child(
                            Map.of(Scope.Attr.database.name(), session.database()),
                            () -> reading.of(session, changelog));
                }
            });
        } catch (MigrationException | UnknownChangesetException e) {
            throw e;
        } catch (Exception e) {
            throw failures.exception(
                    failures.translate(e, new FailureTranslator.Where(parsing[0], null, null, null)), e);
        }
    }

    @Override
    public ChangelogState apply(ChangelogListener listener) {
        return new LiquibaseRun(target, source, surroundings, failures)
                .apply(LiquibaseTurn.leaving(ChangelogListener.class, listener));
    }

    /** Asks the database without the changelog. */
    @FunctionalInterface
    private interface Asking<T> {
        @Nullable
        T of(LiquibaseSession session) throws Exception;
    }

    /** Reads something from a parsed changelog. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(LiquibaseSession session, DatabaseChangeLog changelog) throws Exception;
    }
}
