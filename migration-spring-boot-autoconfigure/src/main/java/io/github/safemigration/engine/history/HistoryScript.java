package io.github.safemigration.engine.history;

import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import java.util.List;

/** Writes a run into the history by statements that somebody else executes; the times in it are those of the execution. */
public interface HistoryScript {

    /**
     * Creates or upgrades the tables.
     *
     * @return the statements; none where nothing is missing
     */
    List<String> tables();

    /**
     * Opens a run, as {@link History#begin} does.
     *
     * @param start who runs what, and why
     * @return the statements
     */
    List<String> begin(RunStart start);

    /**
     * Adds a changeset to the run.
     *
     * @param runId the run
     * @param position its place in the run, from 1
     * @param result what became of it
     * @param rollback how it is undone
     * @return the statements
     */
    List<String> append(String runId, int position, ChangesetResult result, Rollback rollback);

    /**
     * Closes the run.
     *
     * @param end how it ended
     * @return the statements
     */
    List<String> finish(RunEnd end);
}
