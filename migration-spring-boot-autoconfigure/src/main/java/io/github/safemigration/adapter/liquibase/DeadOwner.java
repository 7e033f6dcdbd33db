package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import liquibase.exception.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who had the lock, which is ours now: it went with the connection that held it, and the statement may still be going on. */
final class DeadOwner {

    private static final Logger logger = LoggerFactory.getLogger(DeadOwner.class);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration ENDS_BY_ITSELF_WITHIN = Duration.ofSeconds(2);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final LockOwner owner;
    private final Clock clock;
    private final LockWait lockWait;

    DeadOwner(LockOwner owner, LiquibaseSurroundings surroundings) {
        this.owner = owner;
        this.clock = surroundings.clock();
        this.lockWait = surroundings.lockWait();
    }

    /**
     * Frees the row that it has left behind, and says so.
     *
     * @return false if the row is somebody else's meanwhile
     */
    boolean free(LockRow row, LockRow.Holder seen) {
        boolean freed = row.free(seen);
        if (freed) {
            logger.warn("The changelog lock was left behind by {}, which is gone: it is freed", owner.name());
        }
        return freed;
    }

    /**
     * Waits until nothing of it is at work any more, and ends what does not end by itself.
     *
     * @throws LockException if it does not end
     */
    void awaitEnd(Lease taken) throws SQLException, InterruptedException, LockException {
        Instant giveUp = clock.instant().plus(ENDS_WITHIN);
        Instant end = clock.instant().plus(ENDS_BY_ITSELF_WITHIN);
        while (taken.isAlive(owner)) {
            if (clock.instant().isAfter(end)) {
                end = Instant.MAX;
                logger.warn(
                        "The run of {} has lost its lock, and its server process {} is still there: it is ended",
                        owner.name(),
                        owner.backend());
                taken.end(owner);
            }
            if (clock.instant().isAfter(giveUp)) {
                throw new LockException("The run of " + owner.name() + " has lost its lock, and its server process "
                        + owner.backend() + " is still at work. Look at it in pg_stat_activity; select"
                        + " pg_terminate_backend(" + owner.backend() + ") ends it");
            }
            lockWait.pause(LOOK);
        }
    }
}
