package io.github.safemigration.boot.actuate;

import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * What only the database knows of a target.
 *
 * @param lastRun the newest run; null if there is none or nobody answered
 * @param lockHolder who holds the changelog lock; null if nobody does or nobody answered
 */
record DatabaseAnswer(
        @Nullable MigrationRun lastRun, @Nullable LockHolder lockHolder) {

    static final DatabaseAnswer NONE = new DatabaseAnswer(null, null);
}
