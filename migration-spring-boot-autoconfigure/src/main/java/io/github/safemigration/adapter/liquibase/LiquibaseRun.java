package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/** One run of Liquibase, wholly on the calling thread. */
final class LiquibaseRun {

    /** A new value of an enum used, or a table altered that has events pending (PostgreSQL manual, appendix A). */
    private static final Set<String> NEEDS_COMMITS = Set.of("55P04", "55006");

    private final String target;
    private final ManagedSpringLiquibase source;
    private final LiquibaseSurroundings surroundings;
    private final FailureTranslator failures;
    private boolean parsing;

    LiquibaseRun(
            String target,
            ManagedSpringLiquibase source,
            LiquibaseSurroundings surroundings,
            FailureTranslator failures) {
        this.target = target;
        this.source = source;
        this.surroundings = surroundings;
        this.failures = failures;
    }

    ChangelogState apply(ChangelogListener listener) {
        surroundings.lane().lock();
        surroundings.stop().enter();
        try (ChangelogLock lock = new ChangelogLock(surroundings, listener);
                RunBridge heard = new RunBridge(listener, surroundings, lock::backend)) {
            return underLock(lock, heard, listener);
        } catch (SQLException | NestedRuntimeException e) {
            // The work is done and told; only the lock could not be given back.
            throw failures.exception(failures.translate(e, new FailureTranslator.Where(false, null, null, null)), e);
        } finally {
            surroundings.stop().leave();
            surroundings.lane().unlock();
        }
    }

    /** How the run ended is told before the lock is given back: nobody else has begun another one then. */
    private ChangelogState underLock(ChangelogLock lock, RunBridge heard, ChangelogListener listener) {
        try {
            String deploymentId = DeploymentIds.next(surroundings.clock().millis());
            Scope.ScopedRunnerWithReturn<ChangelogState> work = () -> run(lock, heard);
            ChangelogState state = LiquibaseScope.running(
                    source,
                    surroundings.redactor(),
                    deploymentId,
                    () -> Scope.child(Map.of(ManagedLockService.LOCK, lock), work));
            listener.succeeded(state);
            return state;
        } catch (MigrationException e) {
            heard.failed(e.failure());
            throw e;
        } catch (Exception e) {
            Failure failure = withBlockers(told(failures.translate(e, where(heard)), e, heard), heard);
            failure = heard.left(lock.isLost() ? withoutLock(failure) : failure);
            heard.failed(failure);
            listener.failed(failure);
            throw failures.exception(failure, e);
        }
    }

    private ChangelogState run(ChangelogLock lock, RunBridge heard) throws Exception {
        try (LiquibaseSession session =
                LiquibaseSession.open(source, surroundings.connections(), heard, () -> !lock.isHeld())) {
            lock.bind(session);
            if (source.isDropFirst()) {
                session.createTables();
                session.liquibase().dropAll();
                lock.rowIsGone();
            }
            parsing = true;
            DatabaseChangeLog changelog = session.parse();
            parsing = false;
            session.liquibase().listen(heard);
            session.validateUntouched(changelog);
            if (source.rollbackFile() != null) {
                new RollbackFile(source.rollbackFile(), source.getTag(), surroundings.redactor()).write(session);
            }
            session.createTables();
            BuildAge age = new BuildAge(target, session, changelog, surroundings);
            update(session, age, lock, heard);
            session.forget();
            return afterwards(session, age, lock);
        }
    }

    private ChangelogState afterwards(LiquibaseSession session, BuildAge age, ChangelogLock lock) throws Exception {
        ChangelogState state = session.state(age.pending()).with(age.observations());
        if (lock.isHeld()) {
            age.remember(surroundings.clock().instant());
            return state;
        }
        return state.with(state.observations().withLock(new LockLook(session, surroundings).left(true)));
    }

    private void update(LiquibaseSession session, BuildAge age, ChangelogLock lock, RunBridge heard) throws Exception {
        boolean[] looked = {false};
        boolean taken = lock.take(() -> {
            boolean pending = !pendingAnew(session, age, looked[0]).isEmpty();
            looked[0] = looked[0] || pending;
            return pending;
        });
        // Between the look and the lock somebody else may have come and gone.
        boolean done = looked[0] && (!taken || pendingAnew(session, age, true).isEmpty());
        if (done && source.onlyUpdates()) {
            age.validateAsARun();
        } else {
            updateInAttempts(session, heard);
            heard.ended();
        }
    }

    /** Goes on with the changeset whose statement did not get its lock, and without those that were run before it. */
    private void updateInAttempts(LiquibaseSession session, RunBridge heard) throws Exception {
        try (PassedChangesets passed = new PassedChangesets(session.liquibase().getDatabaseChangeLog())) {
            while (true) {
                try {
                    source.update(session.liquibase());
                    heard.commit();
                    return;
                } catch (LiquibaseException e) {
                    @Nullable Duration pause = source.isTestRollbackOnUpdate() ? null : pauseAfter(e, heard);
                    if (pause == null) {
                        heard.abandon(session.connection());
                        throw e;
                    }
                    passed.add(heard.passed());
                    endTransaction(session);
                    surroundings.lockWait().pause(pause);
                    session.forget();
                }
            }
        }
    }

    /** A transaction that is idle while we pause may be ended by the server, and keeps others from cleaning up. */
    private static void endTransaction(LiquibaseSession session) throws SQLException {
        if (!session.connection().getAutoCommit()) {
            session.connection().rollback();
        }
    }

    private static @Nullable Duration pauseAfter(LiquibaseException e, RunBridge heard) throws SQLException {
        @Nullable SQLException sql = JdbcFailures.find(e);
        if (sql != null && sql.getSQLState() != null && NEEDS_COMMITS.contains(sql.getSQLState())) {
            return heard.mayComeApart() && heard.startAgain(true) ? Duration.ZERO : null;
        }
        @Nullable Duration pause = heard.retryAfter(e);
        if (pause != null) {
            heard.startAgain(false);
        }
        return pause;
    }

    private static List<ChangeSet> pendingAnew(LiquibaseSession session, BuildAge age, boolean anew)
            throws LiquibaseException {
        if (anew) {
            session.forget();
        }
        return age.look().refuse().pending();
    }

    private static Failure withBlockers(Failure failure, RunBridge heard) {
        List<Blocker> blockers = heard.blockers();
        return failure.kind() != FailureKind.STATEMENT_LOCK || blockers.isEmpty()
                ? failure
                : failure.withHint(
                        "In the way: " + blockers.stream().map(Blocker::inWords).collect(Collectors.joining("; ")));
    }

    private Failure told(Failure failure, Exception e, RunBridge heard) {
        RunStop stop = surroundings.stop();
        if (heard.refused() != null) {
            return stopped("The application was asked to stop; nothing of this changeset was begun", heard.refused());
        }
        if (stop.isNow() && failure.changeset() != null) {
            return stopped("The application was asked to stop, and the changeset was cancelled", failure.changeset());
        }
        return stop.isSoon() && FailureTranslator.find(e, InterruptedException.class) != null
                ? stopped("The application was asked to stop while its run waited", failure.changeset())
                : failure;
    }

    private static Failure stopped(String message, @Nullable ChangesetId changeset) {
        return new Failure(
                FailureKind.STOPPED, message, changeset, changeset == null ? null : changeset.path(), null, null, null);
    }

    /** Its working connection was ended by us, which looks like a network that failed. */
    private static Failure withoutLock(Failure failure) {
        return failure.withMessage(
                "The connection that holds the changelog lock is gone, and the run was ended: " + failure.message());
    }

    private FailureTranslator.Where where(RunBridge heard) {
        @Nullable ChangeSet current = heard.current();
        return new FailureTranslator.Where(
                parsing, current == null ? null : ChangesetIds.of(current), heard.lastStatement(), null);
    }
}
