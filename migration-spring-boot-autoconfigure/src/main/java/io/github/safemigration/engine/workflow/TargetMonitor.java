package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.Observations;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.recovery.InvalidIndex;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this process knows of one target. Readers never wait; only one run at a time changes it. */
final class TargetMonitor {

    private final Target target;
    private final ReentrantLock running = new ReentrantLock();
    private final Set<ChangesetId> attempted = new HashSet<>();
    private final Set<PreflightCheck> told = new HashSet<>();
    private @Nullable Failure runFailure;
    private boolean callbackOwed;
    private volatile Observations observations = Observations.NONE;
    private volatile TargetStatus status;
    private volatile List<InvalidIndex> invalidIndexes = List.of();

    TargetMonitor(Target target, TargetState state) {
        this.target = target;
        this.status = TargetStatus.initial(target.name(), state);
    }

    Target target() {
        return target;
    }

    TargetStatus status() {
        return status.with(observations);
    }

    Observations observations() {
        return observations;
    }

    void observed(Observations observed) {
        observations = observed;
    }

    List<InvalidIndex> invalidIndexes() {
        return invalidIndexes;
    }

    void invalidIndexes(List<InvalidIndex> found) {
        invalidIndexes = found;
    }

    ReentrantLock running() {
        return running;
    }

    void attempted(ChangesetId changeset) {
        attempted.add(changeset);
    }

    void waiting(LockHolder holder) {
        TargetStatus s = status;
        status = new TargetStatus(
                s.target(),
                TargetState.WAITING_FOR_LOCK,
                s.pending(),
                s.database(),
                s.version(),
                null,
                holder,
                null,
                s.checkedAt());
    }

    /** A run begins, and its plan tells where the database stands. */
    void planned(MigrationPlan plan) {
        stands(plan.database(), plan.current());
    }

    /** One more changeset is applied. */
    void applied(ChangesetId changeset) {
        @Nullable SchemaVersion version = status.version();
        if (version != null) {
            stands(
                    status.database(),
                    new SchemaVersion(version.tag(), changeset.toString(), version.applied() + 1, null));
        }
    }

    private void stands(@Nullable DatabaseInfo database, SchemaVersion version) {
        TargetStatus s = status;
        status = new TargetStatus(
                s.target(), s.state(), s.pending(), database, version, s.progress(), null, null, s.checkedAt());
    }

    void progress(RunProgress progress) {
        TargetStatus s = status;
        int pending = Math.max(0, progress.total() - Math.max(0, progress.position() - 1));
        status = new TargetStatus(
                s.target(),
                TargetState.RUNNING,
                pending,
                s.database(),
                s.version(),
                progress,
                null,
                null,
                s.checkedAt());
    }

    /** Each warning is said once in the life of the process. */
    boolean isNew(PreflightCheck warning) {
        return told.add(warning);
    }

    /** A run has begun: what went wrong with the last one is history. */
    void begin() {
        runFailure = null;
    }

    boolean callbackOwed() {
        return callbackOwed;
    }

    void callbackOwed(boolean owed) {
        callbackOwed = owed;
    }

    /** What a run of this process failed at stands until another run, or until somebody else has done the work. */
    void settle(ChangelogState state, Instant now) {
        observations = state.observations();
        List<ChangesetId> pending =
                state.pending().stream().filter(id -> !attempted.contains(id)).toList();
        if (pending.isEmpty() && !callbackOwed) {
            runFailure = null;
        }
        TargetState done = pending.isEmpty() ? TargetState.UP_TO_DATE : TargetState.PENDING;
        status = new TargetStatus(
                target.name(),
                runFailure == null ? done : halted(runFailure),
                pending.size(),
                state.database(),
                state.version(),
                null,
                null,
                runFailure,
                now);
    }

    void failRun(Failure failure, @Nullable ChangelogState state, Instant now) {
        runFailure = halted(failure) == TargetState.UNREACHABLE ? null : failure;
        fail(failure, status.pending(), state, now);
    }

    void fail(Failure failure, int pending, @Nullable ChangelogState state, Instant now) {
        TargetStatus s = status;
        TargetState next = halted(failure);
        status = new TargetStatus(
                s.target(),
                next,
                state == null ? pending : state.pending().size(),
                state == null ? s.database() : state.database(),
                state == null ? s.version() : state.version(),
                null,
                null,
                failure,
                now);
    }

    private static TargetState halted(Failure failure) {
        return switch (failure.kind()) {
            case DATABASE_UNREACHABLE, STANDBY -> TargetState.UNREACHABLE;
            case POOLED_SESSION, REFUSED -> TargetState.REFUSED;
            case UNCLEAR -> TargetState.UNCLEAR;
            case STOPPED -> TargetState.PENDING;
            default -> TargetState.FAILED;
        };
    }
}
