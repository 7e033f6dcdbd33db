package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.model.LockHolder;
import java.time.Duration;
import java.time.Instant;
import liquibase.GlobalConfiguration;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's changelog lock, taken by us before Liquibase would: Liquibase looks at it every ten seconds, prints to the
 * console each time, and does not notice that somebody else has done the work meanwhile.
 */
final class ChangelogLock implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final LiquibaseSession session;
    private final LiquibaseSurroundings surroundings;
    private final LockService service;

    ChangelogLock(LiquibaseSession session, LiquibaseSurroundings surroundings) {
        this.session = session;
        this.surroundings = surroundings;
        this.service = LockServiceFactory.getInstance().getLockService(session.database());
    }

    /**
     * Takes the lock if something is pending; returns without it as soon as nothing is.
     *
     * @return whether somebody else has done the work while we waited
     */
    boolean take(DatabaseChangeLog changelog, ChangelogListener listener) throws Exception {
        boolean waited = false;
        Instant giveUp = now().plus(Duration.ofMinutes(GlobalConfiguration.CHANGELOGLOCK_WAIT_TIME.getCurrentValue()));
        @Nullable LockHolder told = null;
        while (!session.pending(changelog).isEmpty() && !service.acquireLock()) {
            @Nullable LockHolder holder = session.lockHolder();
            if (now().isAfter(giveUp)) {
                throw new LockException(message(holder));
            }
            if (holder != null && !holder.equals(told)) {
                told = holder;
                listener.waiting(holder);
            }
            waited = true;
            session.database().rollback();
            surroundings.lockWait().pause(LOOK);
            session.forget();
        }
        session.forget();
        // Between the look and the lock somebody else may have come and gone.
        if (service.hasChangeLogLock() && session.pending(changelog).isEmpty()) {
            service.releaseLock();
            waited = true;
        }
        return waited && !service.hasChangeLogLock();
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private static String message(@Nullable LockHolder holder) {
        return holder == null
                ? "The changelog lock is held by somebody else"
                : "The changelog lock is held by " + holder.owner() + " since " + holder.since();
    }

    /** Liquibase releases the lock where it ran; not where it failed before. */
    @Override
    public void close() throws LockException {
        if (service.hasChangeLogLock()) {
            service.releaseLock();
        }
    }
}
