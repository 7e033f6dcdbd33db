package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.Fence;
import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.adapter.jdbc.SearchPath;
import io.github.safemigration.adapter.jdbc.StatementListener;
import io.github.safemigration.adapter.jdbc.StoredSql;
import io.github.safemigration.adapter.jdbc.WorkingConnection;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.Redactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import org.jspecify.annotations.Nullable;

/** Tells our listener what Liquibase tells its own: the steps of a run, and the statements in between. */
final class RunBridge extends AbstractChangeExecListener implements StatementListener, AutoCloseable {

    private final ChangelogListener listener;
    private final LiquibaseSurroundings surroundings;
    private final Redactor redactor;
    private final RunStop stop;
    private final Fence fence;
    private final LoneStatements lone;
    private final StatementLocks locks;
    private StoredSql sql = new StoredSql();
    private boolean begun;
    private boolean inChange;
    private boolean changing;
    private @Nullable ChangeSet current;
    private @Nullable Database running;
    private final Set<ChangesetId> passed = new HashSet<>();
    private final HeldCommits commits;
    private boolean again;
    private @Nullable ChangesetId refused;
    private @Nullable String checksum;
    private @Nullable String lastStatement;

    RunBridge(ChangelogListener listener, LiquibaseSurroundings surroundings, IntSupplier backend) {
        this.listener = listener;
        this.surroundings = surroundings;
        this.redactor = surroundings.redactor();
        this.stop = surroundings.stop();
        this.fence = surroundings.fence();
        this.commits = new HeldCommits(surroundings.fence());
        this.lone = new LoneStatements(listener, surroundings.redactor());
        this.locks = new StatementLocks(surroundings, backend, listener);
    }

    /** Only a changeset's own statements are cancelled: not what undoes it, or frees the lock. */
    @Override
    public @Nullable RunStop stop() {
        return inChange ? stop : null;
    }

    @Override
    public void sending(String statement, Connection connection) throws SQLException {
        if (current != null && !inChange && commits.isRow(statement)) {
            if (commits.rowIsWritten() && !current.isRunInTransaction()) {
                lone.ended(current);
            }
            fence.check(connection);
        }
        if (!inChange || isLiquibasesOwn(statement)) {
            return;
        }
        refuseWhenStopped();
        String shown = redactor.redact(statement);
        lastStatement = shown;
        sql.add(shown);
        listener.sending(shown);
        locks.sending(statement, shown, connection);
    }

    @Override
    public void sent() {
        locks.sent();
    }

    /**
     * The run has failed in mid-changeset.
     *
     * @return how long to wait before the run goes on with that changeset; null if it does not
     */
    @Nullable
    Duration retryAfter(Exception e) {
        @Nullable ChangeSet failed = current;
        if (failed == null) {
            return null;
        }
        @Nullable Duration pause = locks.retryAfter(e, ChangesetIds.of(failed));
        if (pause != null) {
            current = null;
            inChange = false;
        }
        return pause;
    }

    /** The run does not go on. */
    void abandon(Connection connection) {
        locks.abandon(connection);
    }

    /** {@return the changesets that this run has behind it} */
    Set<ChangesetId> passed() {
        return passed;
    }

    /** {@return the changeset that was not begun any more, if the run was stopped before one} */
    @Nullable
    ChangesetId refused() {
        return refused;
    }

    List<Blocker> blockers() {
        return locks.blockers();
    }

    @Override
    public boolean isSent(List<String> statements) {
        ChangeSet changeset = current;
        Database database = running;
        if (!inChange
                || changeset == null
                || changeset.isRunInTransaction()
                || database == null
                || statements.stream().allMatch(RunBridge::isLiquibasesOwn)) {
            return true;
        }
        refuseWhenStopped();
        boolean isSent = lone.isSent(changeset, checksum, database, statements);
        if (!isSent) {
            statements.forEach(statement -> sql.add(redactor.redact(statement)));
        }
        return isSent;
    }

    @Override
    public void failed(SQLException e) {
        lone.failed(e);
    }

    @Override
    public void answered() {
        lone.answered();
    }

    /** Our own row goes with Liquibase's. */
    @Override
    public boolean committing(Connection connection) throws SQLException {
        @Nullable ChangeSet changeset = current;
        if (changeset == null || !commits.isWithRow()) {
            return commits.mayCommit();
        }
        commits.nothingLeft();
        ChangeSet.ExecType type = (ChangeSet.ExecType) changeset.getAttribute("updateExecType");
        ChangesetOutcome outcome = type == null ? ChangesetOutcome.EXECUTED : ChangesetOutcomes.of(type);
        if (changing) {
            surroundings.newObjects().after(connection).forEach(sql::add);
        }
        WorkingConnection.during(connection, () -> listener.recording(result(changeset, outcome, null)));
        return commits.keep(connection);
    }

    @Override
    public void leavingTransaction(Connection connection) throws SQLException {
        if (inChange) {
            commits.leavingWithin();
        } else {
            commits.leaving(connection);
        }
    }

    @Override
    public boolean rollingBack(Connection connection) throws SQLException {
        return commits.rollingBack(connection);
    }

    /** All changesets have run: if they are one transaction, they are committed now. */
    void commit() throws SQLException {
        commits.commitWhole();
    }

    /** {@return whether a plan that is one transaction may be run as several} */
    boolean mayComeApart() {
        return commits.isWhole() && listener.mayComeApart();
    }

    /**
     * The run goes on from its beginning, if its changesets are one transaction: nothing of it is left.
     *
     * @param apart whether each changeset is to commit by itself from now on
     * @return false if they are not one transaction
     */
    boolean startAgain(boolean apart) throws SQLException {
        if (!commits.isWhole()) {
            return false;
        }
        commits.undoWhole();
        passed.clear();
        current = null;
        inChange = false;
        again = !apart;
        listener.startingAgain(apart);
        return true;
    }

    private void refuseWhenStopped() {
        if (stop.isNow()) {
            throw new UnexpectedLiquibaseException("The application was asked to stop: nothing more is sent");
        }
    }

    /** What Liquibase sends by itself around a changeset's statements, to find its schema. */
    private static boolean isLiquibasesOwn(String statement) {
        return statement.startsWith("SET LOCAL SEARCH_PATH ")
                || statement.startsWith("SET SEARCH_PATH ")
                || statement.equals(SearchPath.QUESTION);
    }

    @Nullable
    ChangeSet current() {
        return current;
    }

    /** {@return the failure with what the changeset leaves that was being run} */
    Failure left(Failure failure) {
        return current == null ? failure : failure.withLeft(locks.left(current, failure));
    }

    @Nullable
    String lastStatement() {
        return lastStatement;
    }

    @Override
    public void willRun(
            ChangeSet changeset, DatabaseChangeLog changelog, Database database, ChangeSet.RunStatus runStatus) {
        if (!begun) {
            begun = true;
            locks.look(database);
            endTransaction(database);
            again = listener.starting();
        }
        if (again) {
            again = false;
            commits.beginWhole();
        }
        skipped();
        if (stop.isSoon()) {
            refused = ChangesetIds.of(changeset);
            throw new UnexpectedLiquibaseException("The application was asked to stop: no further changeset is begun");
        }
        current = changeset;
        commits.begin(database);
        changing = false;
        // Only here is the database in scope, which the checksum depends on.
        checksum = String.valueOf(changeset.generateCheckSum(ChecksumVersion.latest()));
        sql = new StoredSql();
        lastStatement = null;
        running = database;
        lone.begin();
        listener.starting(ChangesetIds.of(changeset));
    }

    /** Liquibase has read its history: that transaction must not stay open, idle, while the plan is made. */
    private static void endTransaction(Database database) {
        try {
            if (database.getConnection() instanceof JdbcConnection connection && !connection.getAutoCommit()) {
                connection.getUnderlyingConnection().commit();
            }
        } catch (DatabaseException | SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    @Override
    public void willRun(Change change, ChangeSet changeset, DatabaseChangeLog changelog, Database database) {
        if (current != null && !changing) {
            changing = true;
            noteWhatIsThere(database);
            locks.begin(changeset, database, commits.isWhole());
        }
        inChange = true;
        // A rollback that Liquibase tries runs changes too, and commits each by itself.
        commits.hold(current != null && changeset.isRunInTransaction());
    }

    private void noteWhatIsThere(Database database) {
        try {
            if (database.getConnection() instanceof JdbcConnection connection) {
                surroundings.newObjects().before(connection.getUnderlyingConnection());
            }
        } catch (SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    @Override
    public void ran(Change change, ChangeSet changeset, DatabaseChangeLog changelog, Database database) {
        inChange = false;
        if (change instanceof ExecuteShellCommandChange) {
            locks.somethingStays();
        }
    }

    @Override
    public void ran(ChangeSet changeset, DatabaseChangeLog changelog, Database database, ChangeSet.ExecType execType) {
        inChange = false;
        if (execType == ChangeSet.ExecType.FAILED) {
            // That we cancelled it is no failure that its author tolerates.
            refuseWhenStopped();
        }
        @Nullable
        Failure failure = execType == ChangeSet.ExecType.FAILED
                ? Failure.of(FailureKind.BAD_SQL, redactor.redact(String.valueOf(changeset.getErrorMsg())))
                : null;
        finished(changeset, ChangesetOutcomes.of(execType), failure);
        current = null;
        endLocks();
    }

    private void endLocks() {
        try {
            locks.end();
        } catch (SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    @Override
    public void runFailed(ChangeSet changeset, DatabaseChangeLog changelog, Database database, Exception exception) {
        inChange = false;
    }

    @Override
    public void close() {
        locks.close();
    }

    /** The run has ended well. */
    void ended() {
        skipped();
    }

    /** Liquibase says nothing more of a changeset that a precondition skips. */
    private void skipped() {
        if (current != null) {
            finished(current, ChangesetOutcome.SKIPPED, null);
            current = null;
        }
    }

    /** The changeset that was being run has failed and has stopped the run. */
    void failed(Failure failure) {
        inChange = false;
        if (current != null) {
            finished(current, ChangesetOutcome.FAILED, failure);
        }
    }

    private void finished(ChangeSet changeset, ChangesetOutcome outcome, @Nullable Failure failure) {
        passed.add(ChangesetIds.of(changeset));
        listener.finished(result(changeset, outcome, failure));
    }

    private ChangesetResult result(ChangeSet changeset, ChangesetOutcome outcome, @Nullable Failure failure) {
        return new ChangesetResult(
                ChangesetIds.of(changeset), checksum, outcome, sql.statements(), failure, locks.times());
    }
}
