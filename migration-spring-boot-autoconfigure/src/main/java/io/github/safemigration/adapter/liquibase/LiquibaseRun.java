package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.GlobalConfiguration;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import org.jspecify.annotations.Nullable;

/** One run of Liquibase, wholly on the calling thread. */
final class LiquibaseRun {

    private final ManagedSpringLiquibase source;
    private final LiquibaseSurroundings surroundings;
    private final FailureTranslator failures;
    private boolean parsing;

    LiquibaseRun(ManagedSpringLiquibase source, LiquibaseSurroundings surroundings, FailureTranslator failures) {
        this.source = source;
        this.surroundings = surroundings;
        this.failures = failures;
    }

    ChangelogState apply(ChangelogListener listener) {
        RunBridge heard = new RunBridge(listener, surroundings);
        surroundings.lane().lock();
        try (ChangelogLock lock = new ChangelogLock(surroundings, listener)) {
            return underLock(lock, heard, listener);
        } catch (SQLException e) {
            // The work is done and told; only the lock could not be given back.
            throw failures.exception(failures.translate(e, where(heard)), e);
        } finally {
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
        } catch (Exception e) {
            Failure failure = told(failures.translate(e, where(heard)));
            heard.failed(failure);
            listener.failed(failure);
            throw failures.exception(failure, e);
        }
    }

    private ChangelogState run(ChangelogLock lock, RunBridge heard) throws Exception {
        try (LiquibaseSession session = LiquibaseSession.open(source, surroundings.connections(), heard)) {
            lock.bind(session);
            if (source.isDropFirst()) {
                session.createTables(surroundings.connections());
                session.liquibase().dropAll();
                lock.rowIsGone();
            }
            parsing = true;
            DatabaseChangeLog changelog = session.parse();
            parsing = false;
            session.liquibase().listen(heard);
            session.validateUntouched(changelog);
            writeRollbackFile(session);
            session.createTables(surroundings.connections());
            update(session, changelog, lock, heard);
            session.forget();
            return session.state(session.pending(changelog));
        }
    }

    private void update(LiquibaseSession session, DatabaseChangeLog changelog, ChangelogLock lock, RunBridge heard)
            throws Exception {
        boolean[] looked = {false};
        boolean taken = lock.take(() -> {
            boolean pending = !pendingAnew(session, changelog, looked[0]).isEmpty();
            looked[0] = looked[0] || pending;
            return pending;
        });
        // Between the look and the lock somebody else may have come and gone.
        boolean done =
                looked[0] && (!taken || pendingAnew(session, changelog, true).isEmpty());
        if (done && source.onlyUpdates()) {
            session.validateAsARun(changelog);
        } else {
            source.update(session.liquibase());
            heard.ended();
        }
    }

    private static List<ChangeSet> pendingAnew(LiquibaseSession session, DatabaseChangeLog changelog, boolean anew)
            throws LiquibaseException {
        if (anew) {
            session.forget();
        }
        return session.pending(changelog);
    }

    /** As the superclass does it, except that nothing is executed for it. */
    private void writeRollbackFile(LiquibaseSession session) throws Exception {
        if (source.rollbackFile() == null) {
            return;
        }
        try (Writer out = Files.newBufferedWriter(
                source.rollbackFile().toPath(),
                Charset.forName(GlobalConfiguration.OUTPUT_FILE_ENCODING.getCurrentValue()))) {
            Scope.child(Change.SHOULD_EXECUTE, false, () -> futureRollback(session, out));
        } catch (IOException e) {
            throw new LiquibaseException("Unable to generate rollback file.", e);
        } finally {
            // It has met Liquibase's own lock, which knows nothing of ours.
            LockServiceFactory.getInstance().resetAll();
        }
    }

    private void futureRollback(LiquibaseSession session, Writer out) throws LiquibaseException {
        if (source.getTag() != null) {
            session.liquibase().futureRollbackSQL(source.getTag(), session.contexts(), session.labels(), out);
        } else {
            session.liquibase().futureRollbackSQL(session.contexts(), session.labels(), out);
        }
    }

    private Failure told(Failure failure) {
        if (!surroundings.stop().isRequested() || failure.changeset() == null) {
            return failure;
        }
        return new Failure(
                FailureKind.UNEXPECTED,
                "The application was asked to stop in mid-run: " + failure.message(),
                failure.changeset(),
                failure.location(),
                failure.statement(),
                failure.sqlState(),
                "The next start runs it again");
    }

    private FailureTranslator.Where where(RunBridge heard) {
        @Nullable ChangeSet current = heard.current();
        return new FailureTranslator.Where(
                parsing, current == null ? null : ChangesetIds.of(current), heard.lastStatement(), null);
    }
}
