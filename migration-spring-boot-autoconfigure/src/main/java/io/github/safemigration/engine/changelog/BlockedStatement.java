package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.ChangesetId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement that waits for a lock, or did not get it in time.
 *
 * @param changeset the changeset it belongs to
 * @param statement the statement, free of secrets
 * @param waited for how long it has waited
 * @param blockers whom it waits or waited for; empty if that could not be seen
 * @param attempt which attempt of the changeset that is, from 1
 * @param retryIn when the changeset is tried again; null if it goes on waiting, or is given up
 */
public record BlockedStatement(
        ChangesetId changeset,
        String statement,
        Duration waited,
        List<Blocker> blockers,
        int attempt,
        @Nullable Duration retryIn) {

    /** Copies the list. */
    public BlockedStatement {
        blockers = List.copyOf(blockers);
    }

    /** {@return whom it waits for, in words} */
    public String blockersInWords() {
        return blockers.isEmpty()
                ? "somebody who could not be seen"
                : blockers.stream().map(Blocker::inWords).collect(Collectors.joining("; "));
    }
}
