package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.Observations;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.model.TargetState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a target, without asking its database.
 *
 * @param target the target's name
 * @param state what it is doing or waiting for
 * @param pending how many changesets are pending, as of the last check
 * @param database the database, once it was reached
 * @param version where its schema stands, as of the last check
 * @param progress the run that is going on in this process
 * @param waitingFor who holds the lock that a run of this process waits for
 * @param failure what went wrong, if something did
 * @param checkedAt when the database was last compared with the changelog
 * @param observations what was noticed then, and keeps nothing from going on
 */
public record TargetStatus(
        String target,
        TargetState state,
        int pending,
        @Nullable DatabaseInfo database,
        @Nullable SchemaVersion version,
        @Nullable RunProgress progress,
        @Nullable LockHolder waitingFor,
        @Nullable Failure failure,
        @Nullable Instant checkedAt,
        Observations observations) {

    /**
     * A status about which nothing is noticed.
     *
     * @param target the target's name
     * @param state what it is doing or waiting for
     * @param pending how many changesets are pending
     * @param database the database
     * @param version where its schema stands
     * @param progress the run that is going on
     * @param waitingFor who holds the lock that a run waits for
     * @param failure what went wrong
     * @param checkedAt when the database was last compared with the changelog
     */
    public TargetStatus(
            String target,
            TargetState state,
            int pending,
            @Nullable DatabaseInfo database,
            @Nullable SchemaVersion version,
            @Nullable RunProgress progress,
            @Nullable LockHolder waitingFor,
            @Nullable Failure failure,
            @Nullable Instant checkedAt) {
        this(target, state, pending, database, version, progress, waitingFor, failure, checkedAt, Observations.NONE);
    }

    TargetStatus with(Observations observed) {
        return new TargetStatus(
                target, state, pending, database, version, progress, waitingFor, failure, checkedAt, observed);
    }

    static TargetStatus initial(String target, TargetState state) {
        return new TargetStatus(target, state, 0, null, null, null, null, null, null);
    }

    /**
     * Tells whether the database was ever compared with the changelog by this process.
     *
     * @return false as long as the counts say nothing
     */
    public boolean isKnown() {
        return version != null;
    }

    /**
     * How many changesets are applied, as of the last check.
     *
     * @return the count; 0 before the first check
     */
    public int applied() {
        return version == null ? 0 : version.applied();
    }
}
