package io.github.safemigration.engine.event;

import io.github.safemigration.engine.changelog.BlockedStatement;
import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened while a target was migrated. */
public sealed interface MigrationEvent {

    /**
     * The target it happened to.
     *
     * @return its name
     */
    String target();

    /**
     * When it happened.
     *
     * @return the time
     */
    Instant time();

    /**
     * A target is in another state now.
     *
     * @param target the target's name
     * @param time when it happened
     * @param state the state it is in
     * @param applied how many changesets are applied
     * @param pending how many are pending
     */
    record StateChanged(String target, Instant time, TargetState state, int applied, int pending)
            implements MigrationEvent {}

    /**
     * A run waits for the changelog lock.
     *
     * @param target the target's name
     * @param time when it happened
     * @param holder who holds the lock
     */
    record LockAwaited(String target, Instant time, LockHolder holder) implements MigrationEvent {}

    /**
     * A run has started.
     *
     * @param target the target's name
     * @param time when it happened
     * @param runId the run's id
     * @param trigger what started it
     * @param planFingerprint the plan that is run
     * @param changesets how many changesets it has
     */
    record RunStarted(
            String target, Instant time, String runId, RunTrigger trigger, String planFingerprint, int changesets)
            implements MigrationEvent {}

    /**
     * A changeset is about to run.
     *
     * @param target the target's name
     * @param time when it happened
     * @param runId the run's id
     * @param changeset the changeset
     * @param position its place in the run, from 1
     */
    record ChangesetStarted(String target, Instant time, String runId, ChangesetId changeset, int position)
            implements MigrationEvent {}

    /**
     * An attempt of a changeset is over.
     *
     * @param target the target's name
     * @param time when it happened
     * @param runId the run's id
     * @param changeset the changeset
     * @param outcome how it ended
     * @param duration how long it took
     * @param locks what it had to do with locks
     * @param failure what went wrong, if something did
     */
    record ChangesetFinished(
            String target,
            Instant time,
            String runId,
            ChangesetId changeset,
            ChangesetOutcome outcome,
            Duration duration,
            LockTimes locks,
            @Nullable Failure failure)
            implements MigrationEvent {}

    /**
     * A statement did not get its lock, and its changeset is tried again.
     *
     * @param target the target's name
     * @param time when it happened
     * @param runId the run's id
     * @param blocked the statement, and who kept it waiting
     */
    record StatementBlocked(String target, Instant time, String runId, BlockedStatement blocked)
            implements MigrationEvent {}

    /**
     * A run has the changelog lock.
     *
     * @param target the target's name
     * @param time when it happened
     * @param waited how long that took
     */
    record LockTaken(String target, Instant time, Duration waited) implements MigrationEvent {}

    /**
     * A run is over.
     *
     * @param target the target's name
     * @param time when it happened
     * @param runId the run's id
     * @param outcome how it ended
     * @param duration how long it took
     * @param failure what went wrong, if something did
     */
    record RunFinished(
            String target,
            Instant time,
            String runId,
            RunOutcome outcome,
            Duration duration,
            @Nullable Failure failure) implements MigrationEvent {}

    /**
     * A check or a run failed outside of any run row.
     *
     * @param target the target's name
     * @param time when it happened
     * @param failure what went wrong
     */
    record CheckFailed(String target, Instant time, Failure failure) implements MigrationEvent {}
}
