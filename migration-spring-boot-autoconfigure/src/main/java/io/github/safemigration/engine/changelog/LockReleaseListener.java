package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.SchemaPosition;

/** Hears of a lock row just before it is freed; what it throws keeps the row as it is. */
@FunctionalInterface
public interface LockReleaseListener {

    /**
     * The row is about to be freed: nobody of ours can take it meanwhile.
     *
     * @param holder who holds it
     * @param position how the database stands
     */
    void releasing(LockHolder holder, SchemaPosition position);
}
