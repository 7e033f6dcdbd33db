package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.recovery.DatabaseEffects;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.SentStatement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for indexes that are of no use, and clears those away that a pending changeset builds. */
final class IndexWatch {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final TargetMonitor monitor;
    private final DatabaseEffects effects;
    private final Duration patience;

    IndexWatch(TargetMonitor monitor) {
        this.monitor = monitor;
        this.effects = monitor.target().recovery().effects();
        this.patience = monitor.target().recovery().patience();
    }

    /** Else an {@code IF NOT EXISTS} would take one that is of no use for the one that is wanted. */
    void clear(List<PendingChangeset> pending) {
        for (PendingChangeset changeset : pending) {
            for (String sql : changeset.preview().statements()) {
                SentStatement statement = SentStatement.of(sql, null);
                if (effects.brokenBy(statement).isPresent()) {
                    logger.warn(
                            "{}: removed {}, which an unfinished build had left behind; {} builds it anew",
                            monitor.target().name(),
                            String.join(
                                    ", ", effects.prepare(statement, patience).removed()),
                            changeset.id());
                }
            }
        }
    }

    void look() {
        try {
            List<InvalidIndex> found = effects.invalidIndexes();
            if (!found.isEmpty() && !found.equals(monitor.invalidIndexes())) {
                logger.warn(
                        "{}: INVALID: {}. Left behind by builds that failed; each costs at every write, and no query uses"
                                + " it. REINDEX INDEX CONCURRENTLY mends one, DROP INDEX CONCURRENTLY removes it",
                        monitor.target().name(),
                        found.stream()
                                .map(index -> "index " + index.name() + " on " + index.table())
                                .collect(Collectors.joining(", ")));
            }
            monitor.invalidIndexes(found);
        } catch (MigrationException e) {
            logger.debug("Invalid indexes could not be looked for", e);
        }
    }
}
