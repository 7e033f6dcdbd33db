package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.ChangesetOutcome;
import liquibase.changelog.ChangeSet;

/** What Liquibase says of a changeset in the words of the history. */
final class ChangesetOutcomes {

    private ChangesetOutcomes() {}

    static ChangesetOutcome of(ChangeSet.ExecType execType) {
        return switch (execType) {
            case RERAN -> ChangesetOutcome.RERAN;
            case MARK_RAN -> ChangesetOutcome.MARK_RAN;
            case SKIPPED -> ChangesetOutcome.SKIPPED;
            case FAILED -> ChangesetOutcome.FAILED_TOLERATED;
            default -> ChangesetOutcome.EXECUTED;
        };
    }
}
