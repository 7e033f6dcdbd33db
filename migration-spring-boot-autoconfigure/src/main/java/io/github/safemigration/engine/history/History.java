package io.github.safemigration.engine.history;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.ChangesetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a target, kept in its own database. Reading writes nothing, and answers with nothing where the tables are
 * not there yet. Writing creates and upgrades the tables.
 */
public interface History {

    /**
     * Opens a run. Runs of this target that were left open by a process that died are closed as crashed.
     *
     * @param start who runs what, and why
     */
    void begin(RunStart start);

    /**
     * Tells those who wait for the lock how far the run is.
     *
     * @param runId the run
     * @param position the place of its current changeset, from 1
     * @param total how many changesets it has
     * @param changeset the current changeset
     */
    void progress(String runId, int position, int total, ChangesetId changeset);

    /**
     * Adds an attempt of a changeset to an open run.
     *
     * @param runId the run
     * @param result what became of it
     * @param rollback how it is undone
     * @param started when it started
     * @param duration how long it took
     */
    void append(String runId, ChangesetResult result, Rollback rollback, Instant started, Duration duration);

    /**
     * Closes a run.
     *
     * @param end how it ended
     */
    void finish(RunEnd end);

    /**
     * Writes a run without executing anything.
     *
     * @return the history as statements
     */
    HistoryScript forScript();

    /**
     * Lists runs, the newest first, without their changesets.
     *
     * @param page the page, from 0
     * @param size how many runs a page has
     * @return the page
     */
    HistoryPage runs(int page, int size);

    /**
     * Finds a run.
     *
     * @param runId the run's id
     * @return the run, if it is known
     */
    Optional<MigrationRun> run(String runId);

    /**
     * Finds the changesets that were attempted and are pending all the same: their failure was let pass, or a
     * precondition skipped them.
     *
     * @return the checksums that they had, by changeset
     */
    Map<ChangesetId, String> passedOver();

    /**
     * Finds the first failure of each changeset that failed. That a connection broke, or a lock was not had, is no failure
     * of it; and with another checksum it is another changeset.
     *
     * @return how each of them failed the first time
     */
    List<PastFailure> pastFailures();

    /**
     * Adds changesets to an open run that were applied before there was a history.
     *
     * @param runId the run
     * @param applied the changesets in the order in which they were applied
     */
    void adopt(String runId, List<AppliedChangeset> applied);

    /**
     * Finds the SQL that a changeset was applied with.
     *
     * @param changeset its name
     * @return the statements of the newest time that it was applied, if they are known
     */
    Optional<String> appliedSql(ChangesetId changeset);

    /**
     * Lists the attempts of a run in their order.
     *
     * @param runId the run's id
     * @return the attempts
     */
    List<ChangesetAttempt> attempts(String runId);
}
