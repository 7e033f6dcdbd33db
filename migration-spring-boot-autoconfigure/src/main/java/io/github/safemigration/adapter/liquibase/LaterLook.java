package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once more at a lock that a start with nothing to do has found held by a process of ours. One that has just been
 * cut off seems to live for as long as the server waits for its next beat; its row must not stay.
 */
final class LaterLook {

    private static final Logger logger = LoggerFactory.getLogger(LaterLook.class);

    /** Longer than the server waits for an owner's beat. */
    private static final Duration LATER = Duration.ofSeconds(22);

    private final LiquibaseSurroundings surroundings;
    private final String table;
    private final String lockName;
    private final LockRow.Holder seen;

    LaterLook(LiquibaseSurroundings surroundings, LiquibaseSession session, LockRow.Holder seen) {
        this.surroundings = surroundings;
        this.table = session.lockTable();
        this.lockName = session.lockName();
        this.seen = seen;
    }

    void start() {
        Thread thread = new Thread(this::look, "migration-lock-look");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try {
            surroundings.lockWait().pause(LATER);
            LockRow row = new LockRow(surroundings.connections(), table);
            Optional<LockOwner> owner = row.read()
                    .filter(held -> held.lockedBy().equals(seen.lockedBy()))
                    .flatMap(LockRow.Holder::owner);
            if (owner.isPresent()) {
                free(row, owner.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            logger.debug("Whether a lock was left behind is looked at by the next start", e);
        }
    }

    private void free(LockRow row, LockOwner owner) throws Exception {
        try (@Nullable Lease lease = surroundings.lock().tryTake(lockName)) {
            if (lease == null || !lease.provesDeath()) {
                return;
            }
            DeadOwner dead = new DeadOwner(owner, surroundings);
            dead.awaitEnd(lease);
            dead.free(row, seen);
        }
    }
}
