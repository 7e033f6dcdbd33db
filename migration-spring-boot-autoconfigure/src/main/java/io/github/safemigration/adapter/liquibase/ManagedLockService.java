package io.github.safemigration.adapter.liquibase;

import java.util.Objects;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.StandardLockService;
import org.jspecify.annotations.Nullable;

/**
 * Tells Liquibase, within a run of ours and nowhere else in the JVM, that it has its lock: we take and free it, since
 * Liquibase's own bookkeeping loses locks when several databases are migrated at once. Found by Liquibase as a service.
 */
public final class ManagedLockService extends StandardLockService {

    static final String LOCK = "io.github.safemigration.lock";

    private static final int BEFORE_ALL_OTHERS = 1_000;

    /** Called by Liquibase. */
    public ManagedLockService() {}

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }

    @Override
    public boolean supports(Database database) {
        // What is only written into a file locks nothing, and says how Liquibase would.
        return lock() != null && Scope.getCurrentScope().get(Change.SHOULD_EXECUTE, true);
    }

    private static @Nullable ChangelogLock lock() {
        return Scope.getCurrentScope().get(LOCK, ChangelogLock.class);
    }

    @Override
    public boolean hasChangeLogLock() {
        ChangelogLock lock = lock();
        return lock != null && lock.isHeld();
    }

    @Override
    public boolean acquireLock() throws LockException {
        waitForLock();
        return true;
    }

    @Override
    public void waitForLock() throws LockException {
        if (!hasChangeLogLock()) {
            createTable();
        }
        Objects.requireNonNull(lock(), "within a run").takeForLiquibase();
    }

    private void createTable() throws LockException {
        try {
            init();
        } catch (DatabaseException e) {
            throw new LockException(e);
        }
    }

    /** The run frees it at its end. */
    @Override
    public void releaseLock() {}
}
