package io.github.safemigration.engine.history;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.CatalogChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param id the run's id
 * @param outcome how it ended
 * @param finished when it ended
 * @param failure what went wrong, if something did
 * @param after where the schema stands now
 * @param change what it did to the catalog
 */
public record RunEnd(
        String id,
        RunOutcome outcome,
        Instant finished,
        @Nullable Failure failure,
        SchemaVersion after,
        CatalogChange change) {}
