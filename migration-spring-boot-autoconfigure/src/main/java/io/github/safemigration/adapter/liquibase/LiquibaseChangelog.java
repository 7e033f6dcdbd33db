package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.Changelog;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.changelog.LockReleaseListener;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;
import java.util.Map;
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
            session.validateReading(changelog);
            return session.state(session.pending(changelog));
        });
    }

    @Override
    public ChangelogPreview preview() {
        return reading((session, changelog) -> {
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
            session.validateReading(changelog);
            return new ChangelogScripter(target, session, surroundings).script(session.pending(changelog));
        });
    }

    @Override
    public @Nullable LockHolder lockHolder() {
        return inSession(session -> session.lockHolder(surroundings.fence()));
    }

    private <T> @Nullable T inSession(Asking<T> asking) {
        try {
            return LiquibaseScope.reading(source, surroundings.redactor(), () -> {
                try (LiquibaseSession session =
                        LiquibaseSession.open(source, surroundings.connections(), (sql, connection) -> {})) {
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
                try (LiquibaseSession session =
                        LiquibaseSession.open(source, surroundings.connections(), (sql, connection) -> {})) {
                    parsing[0] = true;
                    DatabaseChangeLog changelog = session.parse();
                    parsing[0] = false;
                    return Scope.child(
                            Map.of(Scope.Attr.database.name(), session.database()),
                            () -> reading.of(session, changelog));
                }
            });
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw failures.exception(
                    failures.translate(e, new FailureTranslator.Where(parsing[0], null, null, null)), e);
        }
    }

    @Override
    public ChangelogState apply(ChangelogListener listener) {
        return new LiquibaseRun(source, surroundings, failures)
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
