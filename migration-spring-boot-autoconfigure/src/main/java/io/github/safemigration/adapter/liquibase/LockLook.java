package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import io.github.safemigration.engine.model.LockHolder;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the lock row where nothing is to be run: what was left there would stop the next release. */
final class LockLook {

    private final LiquibaseSession session;
    private final LiquibaseSurroundings surroundings;

    LockLook(LiquibaseSession session, LiquibaseSurroundings surroundings) {
        this.session = session;
        this.surroundings = surroundings;
    }

    /**
     * Tells who may have left the row; frees it where its owner is known to be gone.
     *
     * @param mayFree whether the database may be written to
     * @return who holds the lock, or null if nobody does, or one that lives
     */
    @Nullable
    LockHolder left(boolean mayFree) throws SQLException {
        // On the session's own connection: a start with nothing to do is not to open another one.
        LockRow.@Nullable Holder holder = LockRow.readWithin(session.connection(), session.lockTable());
        if (holder == null) {
            return null;
        }
        Optional<LockOwner> owner = holder.owner();
        LockHolder told = LockOwner.holder(holder.lockedBy(), holder.since());
        if (owner.isEmpty()) {
            return told;
        }
        try (Lease lease = surroundings.lock().tryTake(session.lockName())) {
            if (lease == null || lease.isAlive(owner.get())) {
                if (mayFree) {
                    new LaterLook(surroundings, session, holder).start();
                }
                return null;
            }
            LockRow row = new LockRow(surroundings.connections(), session.lockTable());
            boolean freed =
                    mayFree && lease.provesDeath() && new DeadOwner(owner.get(), surroundings).free(row, holder);
            return freed ? null : told;
        }
    }
}
