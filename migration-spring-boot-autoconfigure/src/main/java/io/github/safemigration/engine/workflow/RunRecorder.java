package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.BlockedStatement;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.LoneStatement;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.preflight.PreflightReport;
import io.github.safemigration.engine.recovery.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears the steps of a run: keeps the target's status, the run's history, the log and the listeners informed. */
final class RunRecorder implements ChangelogListener {

    private final TargetMonitor monitor;
    private final MigrationRequest request;
    private final MigrationContext context;
    private final RunLog log;
    private final FailureMemory memory;
    private @Nullable RunProgress progress;
    private @Nullable RunHistory history;
    private @Nullable LoneRecorder lone;
    private @Nullable ChangesetId recorded;
    private @Nullable ChangesetId trying;
    private int applied;
    private boolean planned;
    private boolean whole;
    private final List<Runnable> afterwards = new ArrayList<>();
    private @Nullable ChangelogState afterFailure;
    private boolean looked;
    private boolean closed;

    RunRecorder(TargetMonitor monitor, MigrationRequest request, MigrationContext context, RunLog log) {
        this.monitor = monitor;
        this.request = request;
        this.context = context;
        this.log = log;
        this.memory = new FailureMemory(monitor.target());
    }

    /** {@return the same failure, with what is known of an earlier one} */
    MigrationException explained(MigrationException e) {
        return memory.explained(e);
    }

    @Override
    public void waiting(LockHolder holder) {
        @Nullable LockHolder before = monitor.status().waitingFor();
        monitor.waiting(holder);
        if (before == null || !before.owner().equals(holder.owner())) {
            log.waiting(holder);
            tell(new MigrationEvent.LockAwaited(target(), now(), holder));
        }
    }

    @Override
    public boolean starting() {
        ChangelogPreview preview = monitor.target().changelog().preview();
        MigrationPlan plan = MigrationPlan.of(target(), preview, context.atomic());
        monitor.planned(plan);
        look(preview);
        if (context.atomic() == AtomicMode.TRUE && !plan.transaction().whole()) {
            throw new MigrationException(target(), plan.notAtomic(), null);
        }
        Findings findings = monitor.target().recovery().examine(plan.changesets());
        findings.requireClear(target());
        IndexWatch indexes = new IndexWatch(monitor);
        indexes.look();
        indexes.clear(plan.changesets());
        memory.recall(plan, request, context.retryFailed());
        new Adoption(monitor.target(), context, request).adopt(plan);
        String runId = context.runIds().get();
        Instant started = now();
        show(new RunProgress(runId, started, 0, plan.changesets().size(), null, null, null));
        RunHistory begun = new RunHistory(monitor.target(), plan, runId);
        begun.begin(plan, request, context.application(), started);
        history = begun;
        lone = new LoneRecorder(monitor.target(), runId, plan, findings, context.clock());
        log.started(plan.changesets().size(), plan.planFingerprint());
        tell(new MigrationEvent.RunStarted(
                target(),
                started,
                runId,
                request.trigger(),
                plan.planFingerprint(),
                plan.changesets().size()));
        whole = plan.transaction().whole();
        return whole;
    }

    @Override
    public boolean mayComeApart() {
        return context.atomic() == AtomicMode.AUTO;
    }

    @Override
    public void startingAgain(boolean apart) {
        log.startingAgain(apart);
        whole = !apart;
        afterwards.clear();
        applied = 0;
        trying = null;
        if (progress != null) {
            show(new RunProgress(progress.runId(), progress.started(), 0, progress.total(), null, null, null));
        }
    }

    private void look(ChangelogPreview preview) {
        planned = true;
        PreflightReport report = new Preflight(monitor.target(), context.requireRollback()).ofRun(preview);
        report.at(CheckLevel.WARN).stream().filter(monitor::isNew).forEach(log::preflight);
        report.halt().ifPresent(halt -> {
            throw new MigrationException(target(), halt.failure(), null);
        });
    }

    @Override
    public void starting(ChangesetId changeset) {
        if (lone != null) {
            lone.starting(changeset);
        }
        if (progress == null || changeset.equals(trying)) {
            return;
        }
        trying = changeset;
        show(progress.next(changeset, now()));
        if (history != null) {
            history.progress(progress, changeset);
        }
        tell(new MigrationEvent.ChangesetStarted(target(), now(), progress.runId(), changeset, progress.position()));
    }

    @Override
    public void sending(String sql) {
        if (progress != null) {
            show(progress.sending(sql));
        }
    }

    @Override
    public void blocked(BlockedStatement blocked) {
        log.blocked(blocked);
        if (blocked.retryIn() != null && progress != null) {
            tell(new MigrationEvent.StatementBlocked(target(), now(), progress.runId(), blocked));
        }
    }

    @Override
    public void locked(Duration waited) {
        tell(new MigrationEvent.LockTaken(target(), now(), waited));
    }

    @Override
    public boolean sendingAlone(LoneStatement statement) {
        return lone == null || lone.isSent(statement);
    }

    @Override
    public void refusedAlone(ChangesetId changeset) {
        if (lone != null) {
            lone.refused(changeset);
        }
    }

    @Override
    public void answeredAlone(ChangesetId changeset) {
        if (lone != null) {
            lone.answered(changeset);
        }
    }

    @Override
    public void endedAlone(ChangesetId changeset) {
        if (lone != null) {
            lone.ended(changeset);
        }
    }

    @Override
    public void recording(ChangesetResult result) {
        if (progress != null && history != null) {
            Instant started = startOf(progress);
            boolean written = history.appendWithin(result, started, Duration.between(started, now()));
            recorded = written ? result.id() : null;
        }
    }

    private Instant startOf(RunProgress running) {
        return running.changesetStarted() == null ? now() : running.changesetStarted();
    }

    @Override
    public void finished(ChangesetResult result) {
        if (progress == null || history == null) {
            return;
        }
        Instant finished = now();
        Instant started = startOf(progress);
        Duration duration = Duration.between(started, finished);
        if (result.outcome() != ChangesetOutcome.FAILED) {
            attempted(result.id());
            applied += result.outcome() == ChangesetOutcome.SKIPPED
                            || result.outcome() == ChangesetOutcome.FAILED_TOLERATED
                    ? 0
                    : 1;
        }
        if (result.outcome() == ChangesetOutcome.EXECUTED || result.outcome() == ChangesetOutcome.MARK_RAN) {
            monitor.applied(result.id());
        }
        boolean failed = result.outcome() == ChangesetOutcome.FAILED;
        if (failed || !result.id().equals(recorded)) {
            append(history, result, started, duration);
        }
        if (lone != null) {
            if (result.outcome().isThrough()) {
                lone.through(result.id());
            } else {
                lone.failed(result.id());
            }
        }
        recorded = null;
        trying = failed ? trying : null;
        log.finished(result, progress, duration);
        tell(new MigrationEvent.ChangesetFinished(
                target(),
                finished,
                progress.runId(),
                result.id(),
                result.outcome(),
                duration,
                result.locks(),
                result.failure()));
    }

    /** Before the one commit of a whole plan nothing counts as attempted. */
    private void attempted(ChangesetId changeset) {
        if (whole) {
            afterwards.add(() -> monitor.attempted(changeset));
        } else {
            monitor.attempted(changeset);
        }
    }

    private void append(RunHistory written, ChangesetResult result, Instant started, Duration duration) {
        Runnable row = () -> written.append(memory.kept(result), started, duration);
        if (whole && result.outcome() != ChangesetOutcome.FAILED) {
            // Beside the open transaction it would wait for that to end.
            afterwards.add(row);
        } else {
            row.run();
        }
    }

    @Override
    public void succeeded(ChangelogState state) {
        afterwards.forEach(Runnable::run);
        finish(RunOutcome.SUCCEEDED, state, null);
    }

    @Override
    public void failed(Failure failure) {
        boolean stopped = failure.kind() == FailureKind.STOPPED;
        if (whole) {
            applied = 0;
            afterwards.clear();
        }
        RunOutcome outcome = isUndone(failure) ? RunOutcome.ROLLED_BACK : RunOutcome.FAILED;
        finish(stopped ? RunOutcome.STOPPED : outcome, stateAfterFailure(), failure);
    }

    /** Nobody has heard how the one commit went if the database was lost in it. */
    private boolean isUndone(Failure failure) {
        return isUndone() && failure.kind() != FailureKind.DATABASE_UNREACHABLE;
    }

    /** {@return the failure, with that nothing is left of the run where that is so} */
    MigrationException undone(MigrationException e) {
        return isUndone(e.failure())
                ? new MigrationException(
                        e.target(),
                        e.failure().withLeft("All that this run did is undone: the database is as it was before."),
                        e.getCause())
                : e;
    }

    /** {@return whether a run that has failed has left nothing, as all of it was one transaction} */
    boolean isUndone() {
        return whole && progress != null;
    }

    /** {@return how the database stands after a failure; null if nothing was begun, or it does not answer} */
    @Nullable
    ChangelogState stateAfterFailure() {
        if (hasPlanned() && !looked) {
            looked = true;
            try {
                afterFailure = monitor.target().changelog().read();
            } catch (MigrationException e) {
                afterFailure = null;
            }
        }
        return afterFailure;
    }

    private void finish(RunOutcome outcome, @Nullable ChangelogState state, @Nullable Failure failure) {
        if (progress == null || history == null || closed) {
            return;
        }
        closed = true;
        Instant finished = now();
        history.finish(outcome, finished, state, failure);
        tell(new MigrationEvent.RunFinished(
                target(),
                finished,
                progress.runId(),
                outcome,
                Duration.between(progress.started(), finished),
                failure));
    }

    /** Whether something is to be run, also where it was not begun. */
    boolean hasPlanned() {
        return planned;
    }

    boolean hasStarted() {
        return progress != null;
    }

    /** {@return where a run that was stopped goes on, in words; empty if it had not begun} */
    String resumption() {
        RunProgress running = progress;
        if (running == null) {
            return "";
        }
        int next = whole ? 1 : trying == null ? running.position() + 1 : running.position();
        return "resume at changeset " + next + " of " + running.total();
    }

    int applied() {
        return applied;
    }

    @Nullable
    String runId() {
        return progress == null ? null : progress.runId();
    }

    private void show(RunProgress next) {
        progress = next;
        monitor.progress(next);
    }

    private void tell(MigrationEvent event) {
        context.listeners().onEvent(event);
    }

    private String target() {
        return monitor.target().name();
    }

    private Instant now() {
        return context.clock().instant();
    }
}
