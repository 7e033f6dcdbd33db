package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.Observations;
import io.github.safemigration.engine.model.RedactedException;
import java.time.Duration;
import java.time.Instant;

/** One run of one target: applies what is pending and tells everybody. */
final class MigrationRunner {

    private final TargetMonitor monitor;
    private final MigrationContext context;
    private final RunRecorder recorder;
    private final RunLog log;

    MigrationRunner(TargetMonitor monitor, MigrationRequest request, MigrationContext context) {
        this.monitor = monitor;
        this.context = context;
        this.log = new RunLog(context.application().name(), monitor.target().name());
        this.recorder = new RunRecorder(monitor, request, context, log);
    }

    MigrationResult run() {
        Instant asked = context.clock().instant();
        monitor.begin();
        try (Heartbeat.Beating beating = context.heartbeat().start(() -> log.heartbeat(monitor.status(), now()))) {
            ChangelogState state = monitor.target().changelog().apply(recorder);
            return succeeded(state, Duration.between(asked, now()));
        } catch (MigrationException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            throw failed(unexpected(String.valueOf(e.getMessage()), e));
        }
    }

    private MigrationResult succeeded(ChangelogState state, Duration duration) {
        new IndexWatch(monitor).look();
        if (recorder.hasStarted() || monitor.callbackOwed()) {
            callBack();
        }
        Observations before = monitor.observations();
        monitor.settle(state, now());
        tellState();
        log.summary(monitor.status(), recorder.applied(), duration);
        log.observed(before, state.observations());
        return new MigrationResult(monitor.status(), recorder.runId(), recorder.applied(), false);
    }

    private void callBack() {
        monitor.callbackOwed(true);
        try {
            context.callback().afterMigration(monitor.target().name());
            monitor.callbackOwed(false);
        } catch (RuntimeException e) {
            throw unexpected("A callback after the migration failed: " + e.getMessage(), e);
        }
    }

    /** What is thrown here comes from anybody's code, and may say anything. */
    private MigrationException unexpected(String message, RuntimeException e) {
        return new MigrationException(
                monitor.target().name(),
                Failure.of(FailureKind.UNEXPECTED, context.redactor().redact(message)),
                RedactedException.of(e, context.redactor()));
    }

    private MigrationException explained(MigrationException thrown) {
        Failure failure = monitor.target().examiner().explain(thrown.failure());
        return failure.equals(thrown.failure())
                ? thrown
                : new MigrationException(thrown.target(), failure, thrown.getCause());
    }

    private MigrationException failed(MigrationException thrown) {
        MigrationException known = ChecksumExplanation.explained(explained(thrown), monitor.target());
        MigrationException e = recorder.undone(recorder.explained(known));
        recorder.failed(e.failure());
        monitor.failRun(e.failure(), recorder.stateAfterFailure(), now());
        if (recorder.hasStarted()) {
            new IndexWatch(monitor).look();
        }
        if (!recorder.hasStarted()) {
            context.listeners().onEvent(new MigrationEvent.CheckFailed(e.target(), now(), e.failure()));
        }
        tellState();
        if (e.failure().kind() == FailureKind.STOPPED) {
            log.stopped(e.failure(), recorder.applied(), recorder.resumption());
        } else {
            log.failed(e.failure(), monitor.status(), recorder.applied());
        }
        return new FailedRunException(
                e, new MigrationResult(monitor.status(), recorder.runId(), recorder.applied(), recorder.isUndone()));
    }

    private void tellState() {
        TargetStatus status = monitor.status();
        context.listeners()
                .onEvent(new MigrationEvent.StateChanged(
                        status.target(), now(), status.state(), status.applied(), status.pending()));
    }

    private Instant now() {
        return context.clock().instant();
    }
}
