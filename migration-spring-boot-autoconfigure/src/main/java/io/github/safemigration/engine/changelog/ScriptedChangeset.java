package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetOutcome;
import java.util.List;

/**
 * A changeset as a script runs it.
 *
 * @param changeset what it is
 * @param outcome how Liquibase would record it: executed, or run again
 * @param guard statements that fail where the database is not the one that the script was written for
 * @param statements what it sends, in order
 * @param mark the statements that write its row of Liquibase's history
 */
public record ScriptedChangeset(
        PendingChangeset changeset,
        ChangesetOutcome outcome,
        List<String> guard,
        List<String> statements,
        List<String> mark) {

    /** Copies the lists. */
    public ScriptedChangeset {
        guard = List.copyOf(guard);
        statements = List.copyOf(statements);
        mark = List.copyOf(mark);
    }
}
