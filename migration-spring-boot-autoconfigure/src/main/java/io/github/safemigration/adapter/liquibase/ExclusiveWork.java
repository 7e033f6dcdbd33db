package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does something while nobody of ours migrates, and no statement of somebody who died is still going on. */
final class ExclusiveWork {

    /** For somebody who only looks whether anything is to do. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String target;
    private final LiquibaseSurroundings surroundings;
    private final Runnable work;

    ExclusiveWork(String target, LiquibaseSurroundings surroundings, Runnable work) {
        this.target = target;
        this.surroundings = surroundings;
        this.work = work;
    }

    void in(LiquibaseSession session) throws Exception {
        for (int look = 0; look < LOOKS; look++) {
            try (Lease lease = surroundings.lock().tryTake(session.lockName())) {
                if (lease != null) {
                    requireEnded(session, lease);
                    work.run();
                    return;
                }
            }
            surroundings.lockWait().pause(BETWEEN_LOOKS);
        }
        throw refused(session.lockHolder(surroundings.fence()));
    }

    private void requireEnded(LiquibaseSession session, Lease lease) throws Exception {
        Optional<LockRow.Holder> holder = new LockRow(surroundings.connections(), session.lockTable()).read();
        Optional<LockOwner> owner = holder.flatMap(LockRow.Holder::owner);
        if (owner.isPresent() && lease.provesDeath() && lease.isAlive(owner.get())) {
            throw refused(LockOwner.holder(holder.get().lockedBy(), holder.get().since()));
        }
    }

    private MigrationException refused(@Nullable LockHolder holder) {
        String who = holder == null ? "" : " by " + holder.inWords();
        return new MigrationException(
                target,
                Failure.of(FailureKind.LOCK_HELD, "The target is being migrated right now" + who + ". Nothing was done")
                        .withHint("Wait until that has ended, and look again"),
                null);
    }
}
