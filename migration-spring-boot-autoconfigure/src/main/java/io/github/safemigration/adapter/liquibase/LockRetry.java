package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.FailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides whether a changeset is tried again whose statement did not get its lock, and when. */
final class LockRetry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LiquibaseSurroundings surroundings;
    private @Nullable ChangesetId changeset;
    private Duration spent = Duration.ZERO;
    private Duration pause = FIRST_PAUSE;

    LockRetry(LiquibaseSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Decides.
     *
     * @param e what went wrong
     * @param failed the changeset it went wrong in
     * @param waited how long its statement has waited for the lock; what it did before that is no waiting
     * @return how long to wait before the next attempt; null if there is to be none
     */
    @Nullable
    Duration after(Exception e, ChangesetId failed, Duration waited) {
        @Nullable SQLException sql = JdbcFailures.find(e);
        if (sql == null || JdbcFailures.kind(sql) != FailureKind.STATEMENT_LOCK) {
            return null;
        }
        if (!failed.equals(changeset)) {
            changeset = failed;
            spent = Duration.ZERO;
            pause = FIRST_PAUSE;
        }
        Duration jittered = jittered(pause);
        spent = spent.plus(waited).plus(jittered);
        if (spent.compareTo(surroundings.locks().retryFor()) > 0) {
            return null;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return jittered;
    }

    /** Between half of it and all of it, so that those who were in each other's way do not meet again. */
    private static Duration jittered(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
