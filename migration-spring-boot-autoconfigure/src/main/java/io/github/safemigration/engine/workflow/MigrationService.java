package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.preflight.PreflightReport;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.UnclearChangeset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one façade behind the endpoint, the command mode and code of the application. Methods that name a target throw
 * {@link UnknownTargetException} for an unknown one, and those that ask its database {@link MigrationException}.
 * Safe for use by several threads.
 */
public interface MigrationService {

    /**
     * Creates the service.
     *
     * @param targets the targets; may still grow
     * @param context what it works with
     * @return the service
     */
    static MigrationService over(Targets targets, MigrationContext context) {
        return new DefaultMigrationService(targets, context);
    }

    /**
     * What this process knows of each target, in order of registration. Asks no database, never waits.
     *
     * @return a status for each target
     */
    List<TargetStatus> status();

    /**
     * What this process knows of a target. Asks no database, never waits.
     *
     * @param target the target's name
     * @return its status
     */
    TargetStatus status(String target);

    /**
     * Tells whether the application may serve, as far as its targets are concerned. Asks no database, never waits.
     *
     * @return whether as many targets are ready as have to be
     */
    boolean isReady();

    /**
     * Asks anew which targets there are, where they are listed by a bean of the application. New ones are pending.
     *
     * @return a status for each target
     */
    List<TargetStatus> discover();

    /**
     * Does something for each of several targets, for as many at once as are migrated at once, on threads of its own. What
     * the work throws is thrown when it is through for all of them.
     *
     * @param names the targets' names
     * @param work what to do, given the target's name
     * @param <T> what comes of it
     * @return what came of it, in the order of the names
     */
    <T extends @Nullable Object> List<T> each(List<String> names, Function<String, T> work);

    /**
     * Starts a run on a thread of its own, and does not wait for it: the target's status tells of it. If the target is not
     * known, the targets are asked for anew.
     *
     * @param request what to run, and who asks
     * @throws RunInProgressException if one is going on
     * @throws InvalidRequestException if the target is switched off
     */
    void start(MigrationRequest request);

    /**
     * Compares the database with the changelog and takes over the result as the target's state. Writes nothing to the
     * database. While a run is going on, its state stays.
     *
     * @param target the target's name
     * @return its status
     */
    TargetStatus check(String target);

    /**
     * Renders what a run would do now. Writes nothing, takes no lock, executes no change, changes no state.
     *
     * @param target the target's name
     * @return the plan
     */
    MigrationPlan plan(String target);

    /**
     * Looks whether a run would succeed, as far as that is known beforehand: server, way to it, rights, changelog, lock.
     * Writes nothing, takes no lock, executes no change, changes no state. A database that does not answer is a check
     * that halts, and no exception.
     *
     * @param target the target's name
     * @return what was found
     */
    PreflightReport preflight(String target);

    /**
     * Writes what a run would do now as a script for PostgreSQL's psql, with the rows of both histories. Writes nothing
     * to the database, takes no lock, executes no change. The script ends before the first changeset that only the
     * application can run: custom changes, shell commands, preconditions, secrets.
     *
     * @param target the target's name
     * @param actor who asks, if somebody does
     * @return the script
     */
    MigrationScript script(String target, @Nullable String actor);

    /**
     * Runs what is pending, on the calling thread. A second call for the same target waits for the first. If the target is
     * not known, the targets are asked for anew.
     *
     * @param request what to run, and who asks
     * @return what came of it
     */
    MigrationResult migrate(MigrationRequest request);

    /**
     * Lists the runs of a target, the newest first.
     *
     * @param target the target's name
     * @param page the page, from 0
     * @param size how many runs a page has
     * @return the page
     */
    HistoryPage history(String target, int page, int size);

    /**
     * Finds a run.
     *
     * @param target the target's name
     * @param runId the run's id
     * @return the run, if it is known
     */
    Optional<MigrationRun> run(String target, String runId);

    /**
     * Finds a run of any of several targets. A target that does not answer does not hide the run of another.
     *
     * @param targets the targets' names, in the order to ask them
     * @param runId the run's id
     * @return the run, if one of them knows it
     * @throws MigrationException if none of those that answer knows it, and some do not answer
     */
    Optional<MigrationRun> run(List<String> targets, String runId);

    /**
     * Lists the attempts of a run in their order.
     *
     * @param target the target's name
     * @param runId the run's id
     * @return the attempts
     */
    List<ChangesetAttempt> attempts(String target, String runId);

    /**
     * Asks the database who holds the changelog lock.
     *
     * @param target the target's name
     * @return the holder, or null if the lock is free
     */
    @Nullable
    LockHolder lockHolder(String target);

    /**
     * Frees the row of the changelog lock that somebody left behind, and keeps in the history who asked for it and why.
     * The row of an owner that lives is never freed: that is a {@link MigrationException} of kind LOCK_HELD. Whether the
     * owner of a row lives that is not of this starter, plain Liquibase's say, has to be known by who asks.
     *
     * @param request which target, who asks, and why
     * @return who held it
     * @throws InvalidRequestException if the reason is missing
     */
    ReleasedLock releaseLock(MigrationRequest request);

    /**
     * Stores the checksum that one applied changeset has now, so that it is taken for unchanged, and keeps in the history
     * who asked for it, why, and what it was before. Nothing of the changeset is run.
     *
     * @param request which target, who asks, and why
     * @param changeset its name, as {@code path::id::author}
     * @return the checksums
     * @throws InvalidRequestException if the reason or the changeset is missing
     * @throws UnknownChangesetException if the changelog does not have it, or it was never applied
     */
    Rebaselined rebaseline(MigrationRequest request, @Nullable String changeset);

    /**
     * Names the migrations of the application that run by themselves, because they could not be taken over.
     *
     * @return a sentence for each
     */
    List<String> notTakenOver();

    /**
     * Lists the pending changesets of a target that were interrupted where nobody can look up what has taken effect.
     *
     * @param target the target's name
     * @return the changesets, each with its question
     */
    List<UnclearChangeset> unclear(String target);

    /**
     * Says whether the statement at which a changeset was interrupted has taken effect, and keeps in the history whose
     * word that is. While the target is being migrated it throws a {@link MigrationException} of kind LOCK_HELD.
     *
     * @param request which target, who says so, and why
     * @param changeset the changeset, as {@code path::id::author}
     * @param applied true: the next run goes on behind the statement; false: it sends it again
     * @return what is settled
     * @throws NothingUnclearException if the changeset is not unclear
     */
    ResolvedChangeset resolve(MigrationRequest request, String changeset, boolean applied);

    /**
     * Lists the indexes of a target that no query uses, since their builds have failed; as this process last saw them,
     * at its last run or check.
     *
     * @param target the target's name
     * @return the indexes
     */
    List<InvalidIndex> invalidIndexes(String target);
}
