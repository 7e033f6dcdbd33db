package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import io.github.safemigration.engine.changelog.LockReleaseListener;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frees a lock row that was left behind, on somebody's request; never that of an owner whose session lives. */
final class LockRelease {

    /** Who waits for the row has the database's lock for a moment at each of its looks. */
    private static final int LOOKS = 50;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String target;
    private final LiquibaseSurroundings surroundings;
    private final LockReleaseListener listener;

    LockRelease(String target, LiquibaseSurroundings surroundings, LockReleaseListener listener) {
        this.target = target;
        this.surroundings = surroundings;
        this.listener = listener;
    }

    @Nullable
    LockHolder of(LiquibaseSession session) throws Exception {
        @Nullable LockHolder seen = session.lockHolder(surroundings.fence());
        if (seen == null) {
            return null;
        }
        try (Lease lease = lease(session, seen)) {
            LockRow row = new LockRow(surroundings.connections(), session.lockTable());
            Optional<LockRow.Holder> holder = row.read();
            return holder.isEmpty() ? null : freed(session, lease, row, holder.get());
        }
    }

    private LockHolder freed(LiquibaseSession session, Lease lease, LockRow row, LockRow.Holder holder)
            throws Exception {
        LockHolder told = LockOwner.holder(holder.lockedBy(), holder.since());
        Optional<LockOwner> owner = holder.owner();
        if (owner.isPresent() && lease.provesDeath() && lease.isAlive(owner.get())) {
            throw refused(told);
        }
        listener.releasing(told, session.position());
        if (!row.free(holder)) {
            throw refused("was taken anew meanwhile", null);
        }
        return told;
    }

    private Lease lease(LiquibaseSession session, LockHolder seen) throws Exception {
        for (int look = 0; look < LOOKS; look++) {
            @Nullable Lease lease = surroundings.lock().tryTake(session.lockName());
            if (lease != null) {
                return lease;
            }
            surroundings.lockWait().pause(BETWEEN_LOOKS);
        }
        throw refused(seen);
    }

    private MigrationException refused(LockHolder holder) {
        String end = holder.backend() == null
                ? null
                : "If it must not go on, end it: select pg_terminate_backend("
                        + holder.backend().pid() + "). Its lock is free then.";
        return refused("is held by " + holder.inWords() + ", whose session lives", end);
    }

    private MigrationException refused(String why, @Nullable String hint) {
        Failure failure = Failure.of(FailureKind.LOCK_HELD, "The changelog lock " + why + ". Nothing was freed.");
        return new MigrationException(target, hint == null ? failure : failure.withHint(hint), null);
    }
}
