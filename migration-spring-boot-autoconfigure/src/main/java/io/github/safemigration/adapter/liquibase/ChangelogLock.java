package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.DatabaseLock.Lease;
import io.github.safemigration.adapter.jdbc.Fence;
import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.adapter.jdbc.LockOwner;
import io.github.safemigration.adapter.jdbc.LockRow;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.model.Blocker;
import io.github.safemigration.engine.model.LockHolder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a run: first that of the database, which cannot outlive us, then the row of Liquibase's lock table, which
 * keeps plain Liquibase out. Whoever has the first and finds a row of ours knows that its writer is gone.
 */
final class ChangelogLock implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ChangelogLock.class);

    private final LiquibaseSurroundings surroundings;
    private final ChangelogListener listener;
    private @Nullable LiquibaseSession session;
    private @Nullable LockRow row;
    private @Nullable Lease lease;
    private @Nullable LockOwner owner;

    ChangelogLock(LiquibaseSurroundings surroundings, ChangelogListener listener) {
        this.surroundings = surroundings;
        this.listener = listener;
    }

    /** Before anything is asked of it. */
    void bind(LiquibaseSession working) {
        session = working;
        row = new LockRow(surroundings.connections(), working.lockTable());
    }

    /** {@return the server process that works under the lock; 0 if that is not known} */
    int backend() {
        return owner == null ? 0 : owner.backend();
    }

    /** {@return whether it was taken, and is gone} */
    boolean isLost() {
        return lease != null && lease.isLost();
    }

    boolean isHeld() {
        return owner != null;
    }

    /**
     * Takes the lock unless it is not needed any more.
     *
     * @param needed asked before each look
     * @return whether it was taken
     */
    boolean take(Needed needed) throws Exception {
        LockPatience patience = new LockPatience(surroundings);
        Instant asked = now();
        while (needed.isStill()) {
            if (isHeld()) {
                return true;
            }
            if (tryTake()) {
                listener.locked(Duration.between(asked, now()));
                return true;
            }
            look(patience);
            if (patience.isOver()) {
                throw new LockException(patience.complaint());
            }
            patience.pause();
        }
        return false;
    }

    /** What Liquibase wants the lock for beside an update. */
    void takeForLiquibase() throws LockException {
        try {
            take(() -> true);
        } catch (LockException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockException(e);
        } catch (Exception e) {
            throw new LockException(e);
        }
    }

    private boolean tryTake() throws Exception {
        LiquibaseSession working = Objects.requireNonNull(session);
        working.endReading();
        @Nullable Lease taken = surroundings.lock().tryTake(working.lockName());
        if (taken == null) {
            return false;
        }
        try {
            LockOwner ours = taken.owner(working.connection(), surroundings.owner());
            // Others may be waited for now, and a transaction that is silent meanwhile is ended.
            working.endReading();
            if (takeRow(taken, ours)) {
                // Where a transaction keeps its first view, it would not see what the last owner has just done.
                working.database().rollback();
                taken.protect(working.connection());
                lease = taken;
                owner = ours;
                if (taken.provesDeath()) {
                    surroundings.fence().raise(working.lockName(), ours, now());
                }
                return true;
            }
        } catch (Exception e) {
            taken.close();
            throw e;
        }
        taken.close();
        return false;
    }

    /** Somebody's open transaction on the row is like somebody in it. */
    private boolean takeRow(Lease taken, LockOwner ours) throws Exception {
        try {
            return takeFreeRow(taken, ours);
        } catch (RuntimeException e) {
            if (JdbcFailures.isLockTimeout(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean takeFreeRow(Lease taken, LockOwner ours) throws Exception {
        LockRow known = Objects.requireNonNull(row);
        if (known.take(ours, now())) {
            return true;
        }
        Optional<LockRow.Holder> holder = known.read();
        Optional<LockOwner> last = holder.flatMap(LockRow.Holder::owner);
        if (!taken.provesDeath() || last.isEmpty()) {
            return false;
        }
        DeadOwner dead = new DeadOwner(last.get(), surroundings);
        dead.awaitEnd(taken);
        dead.free(known, holder.get());
        return known.take(ours, now());
    }

    private void look(LockPatience patience) throws DatabaseException, SQLException {
        Optional<LockRow.Holder> holder = read();
        Optional<Fence.RunUnderWay> run = holder.flatMap(found ->
                surroundings.fence().underWay(Objects.requireNonNull(session).lockName(), found.lockedBy()));
        @Nullable LockHolder seen = holder.isPresent() ? seen(holder.get(), run) : inTheWay();
        Duration quiet = run.map(Fence.RunUnderWay::quiet).orElse(Duration.ZERO);
        if (patience.sees(seen, quiet) && seen != null) {
            listener.waiting(seen);
        }
    }

    private Optional<LockRow.Holder> read() {
        try {
            return Objects.requireNonNull(row).read();
        } catch (RuntimeException e) {
            if (JdbcFailures.isLockTimeout(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The row is free, and yet was not to be had. */
    private @Nullable LockHolder inTheWay() throws SQLException {
        String table = Objects.requireNonNull(session).lockTable();
        return surroundings.lock().writers(table).stream()
                .findFirst()
                .map(writer -> new LockHolder(
                        "an uncommitted change of " + table + " by " + writer.inWords(),
                        null,
                        false,
                        new LockHolder.Backend(writer.pid(), writer.since() == null ? now() : writer.since()),
                        null))
                .orElse(null);
    }

    static LockHolder seen(LockRow.Holder holder, Optional<Fence.RunUnderWay> run) {
        LockHolder known = LockOwner.holder(holder.lockedBy(), holder.since());
        // A foreign owner's row says nothing of a run of ours, which may have died under it.
        return known.ours()
                ? run.map(way -> new LockHolder.Progress(way.position(), way.total(), way.at()))
                        .map(known::with)
                        .orElse(known)
                : known;
    }

    /** Liquibase has dropped its tables, and the row with them. */
    void rowIsGone() throws SQLException {
        owner = null;
        surroundings.fence().lower();
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    @Override
    public void close() throws SQLException {
        try {
            if (owner != null && !Objects.requireNonNull(row).release(owner)) {
                logger.warn(
                        "The changelog lock's row is not freed yet, as an open transaction keeps it: {}. The next start"
                                + " frees it, or this process in a while",
                        surroundings
                                .lock()
                                .writers(Objects.requireNonNull(session).lockTable())
                                .stream()
                                .map(Blocker::inWords)
                                .collect(Collectors.joining("; ")));
                new LaterLook(surroundings, Objects.requireNonNull(session), LockRow.Holder.of(owner)).start();
            }
        } finally {
            rowIsGone();
        }
    }

    /** Whether the lock is still needed. */
    @FunctionalInterface
    interface Needed {
        boolean isStill() throws Exception;
    }
}
