package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.ChangelogMemory;
import io.github.safemigration.adapter.jdbc.DatabaseLock;
import io.github.safemigration.adapter.jdbc.Fence;
import io.github.safemigration.adapter.jdbc.NewObjects;
import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.adapter.jdbc.YieldingDataSource;
import io.github.safemigration.engine.model.OnUnknownChangesets;
import io.github.safemigration.engine.model.Redactor;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * What a changelog works with.
 *
 * @param connections hands out connections of our own
 * @param redactor takes secrets out of everything that leaves
 * @param clock tells the time
 * @param lock the database's own lock, beside Liquibase's
 * @param owner who we are, for those who wait for our lock
 * @param locks how long it is waited for locks
 * @param fence keeps a run that has lost its lock from writing
 * @param lockWait waits for the changelog lock
 * @param stop ends a run that is going on
 * @param lane held by a run: of those that share it, one goes at a time
 * @param newObjects does what is to be done with what changesets create
 * @param sessionsLast whether what is set for a session holds for its next transaction; not behind some poolers
 * @param memory knows which builds have migrated the database
 * @param onUnknown what is done about applied changesets that the changelog does not have
 */
public record LiquibaseSurroundings(
        DataSource connections,
        Redactor redactor,
        Clock clock,
        DatabaseLock lock,
        String owner,
        LockPolicy locks,
        Fence fence,
        LockWait lockWait,
        RunStop stop,
        Lock lane,
        NewObjects newObjects,
        BooleanSupplier sessionsLast,
        ChangelogMemory memory,
        OnUnknownChangesets onUnknown) {

    /** Whatever waits here does not keep Liquibase from working for another target meanwhile. */
    public LiquibaseSurroundings {
        connections = new YieldingDataSource(connections, LiquibaseTurn::leaving);
        lock = LiquibaseTurn.leaving(DatabaseLock.class, lock);
        lockWait = LiquibaseTurn.leaving(LockWait.class, lockWait);
    }
}
