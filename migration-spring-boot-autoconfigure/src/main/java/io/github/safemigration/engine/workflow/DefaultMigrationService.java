package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.preflight.PreflightReport;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.UnclearChangeset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class DefaultMigrationService implements MigrationService {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private final Targets targets;
    private final MigrationContext context;
    private final SeveralTargets several;
    private final Set<String> going = ConcurrentHashMap.newKeySet();

    DefaultMigrationService(Targets targets, MigrationContext context) {
        this.targets = targets;
        this.context = context;
        this.several = new SeveralTargets(targets.atOnce());
    }

    @Override
    public List<TargetStatus> status() {
        return targets.status();
    }

    @Override
    public boolean isReady() {
        return targets.isReady();
    }

    @Override
    public List<TargetStatus> discover() {
        targets.discover();
        return status();
    }

    @Override
    public <T extends @Nullable Object> List<T> each(List<String> names, Function<String, T> work) {
        return several.each(names, work);
    }

    @Override
    public void start(MigrationRequest request) {
        TargetMonitor monitor = targets.getOrDiscover(request.target());
        if (monitor.status().state() == TargetState.OFF) {
            throw new InvalidRequestException("Target '" + request.target() + "' is switched off.");
        }
        boolean busy = monitor.running().isLocked() && isBusy(monitor.status().state());
        if (busy || !going.add(request.target())) {
            throw new RunInProgressException(request.target());
        }
        several.later(() -> {
            try {
                migrate(request);
            } catch (MigrationException e) {
                // Logged where it happened, and told by the target's status.
                logger.debug("A run that was asked for has failed", e);
            } finally {
                going.remove(request.target());
            }
        });
    }

    private static boolean isBusy(TargetState state) {
        return state == TargetState.RUNNING || state == TargetState.WAITING_FOR_LOCK;
    }

    @Override
    public TargetStatus status(String target) {
        return targets.get(target).status();
    }

    @Override
    public TargetStatus check(String target) {
        TargetMonitor monitor = targets.get(target);
        if (!monitor.running().tryLock()) {
            return monitor.status();
        }
        try {
            return checkAlone(monitor);
        } finally {
            monitor.running().unlock();
        }
    }

    private TargetStatus checkAlone(TargetMonitor monitor) {
        Instant now = context.clock().instant();
        TargetStatus before = monitor.status();
        try {
            ChangelogState state = stillToDo(monitor.target());
            monitor.settle(state, now);
            lookForTheUnclear(monitor, state, now);
            new IndexWatch(monitor).look();
            RunLog log =
                    new RunLog(context.application().name(), monitor.target().name());
            log.observed(before.observations(), monitor.observations());
        } catch (MigrationException thrown) {
            MigrationException e = ChecksumExplanation.explained(thrown, monitor.target());
            monitor.fail(e.failure(), before.pending(), null, now);
            context.listeners().onEvent(new MigrationEvent.CheckFailed(e.target(), now, e.failure()));
            throw e;
        } finally {
            tellState(before, monitor.status(), now);
        }
        return monitor.status();
    }

    /** While somebody has the lock it may be that they are at it just now. */
    private void lookForTheUnclear(TargetMonitor monitor, ChangelogState state, Instant now) {
        Target target = monitor.target();
        if (state.pending().isEmpty()
                || target.recovery().journal().interruptions().isEmpty()
                || target.changelog().lockHolder() != null) {
            return;
        }
        new Resolver(target, context)
                .unclear().stream()
                        .findFirst()
                        .ifPresent(unclear ->
                                monitor.fail(unclear.failure(), state.pending().size(), state, now));
    }

    /** What was attempted before and let pass is pending again at each start; that keeps nobody waiting. */
    private static ChangelogState stillToDo(Target target) {
        ChangelogState state = target.changelog().read();
        return state.pending().isEmpty()
                ? state
                : state.without(target.history().passedOver());
    }

    private void tellState(TargetStatus before, TargetStatus after, Instant now) {
        if (before.state() != after.state()
                || before.pending() != after.pending()
                || before.applied() != after.applied()) {
            context.listeners()
                    .onEvent(new MigrationEvent.StateChanged(
                            after.target(), now, after.state(), after.applied(), after.pending()));
        }
    }

    @Override
    public MigrationPlan plan(String target) {
        Target planned = targets.get(target).target();
        MigrationPlan plan = MigrationPlan.of(target, preview(planned), context.atomic());
        return plan.withCatalogHash(planned.catalog().read().hash());
    }

    private static ChangelogPreview preview(Target target) {
        try {
            return target.changelog().preview();
        } catch (MigrationException e) {
            throw ChecksumExplanation.explained(e, target);
        }
    }

    @Override
    public PreflightReport preflight(String target) {
        return new Preflight(targets.get(target).target(), context.requireRollback()).whole();
    }

    @Override
    public MigrationScript script(String target, @Nullable String actor) {
        MigrationPlan plan = plan(target);
        Target planned = targets.get(target).target();
        ChangelogScript changelog = planned.changelog().script();
        RunStart start = new RunStart(
                context.runIds().get(),
                target,
                RunKind.MIGRATION,
                RunTrigger.COMMAND,
                actor,
                null,
                context.application(),
                plan.database(),
                plan.planFingerprint(),
                changelog.changesets().size(),
                context.clock().instant(),
                plan.current());
        return new ScriptWriter(changelog, planned.history().forScript(), start).write();
    }

    @Override
    public MigrationResult migrate(MigrationRequest request) {
        TargetMonitor monitor = targets.getOrDiscover(request.target());
        monitor.running().lock();
        try {
            return new MigrationRunner(monitor, request, context).run();
        } finally {
            monitor.running().unlock();
        }
    }

    @Override
    public HistoryPage history(String target, int page, int size) {
        return targets.get(target).target().history().runs(page, size);
    }

    @Override
    public Optional<MigrationRun> run(String target, String runId) {
        return targets.get(target).target().history().run(runId);
    }

    @Override
    public Optional<MigrationRun> run(List<String> targets, String runId) {
        @Nullable MigrationException unanswered = null;
        for (String target : targets) {
            try {
                Optional<MigrationRun> run = run(target, runId);
                if (run.isPresent()) {
                    return run;
                }
            } catch (MigrationException e) {
                unanswered = e;
            }
        }
        if (unanswered != null) {
            throw unanswered;
        }
        return Optional.empty();
    }

    @Override
    public List<ChangesetAttempt> attempts(String target, String runId) {
        return targets.get(target).target().history().attempts(runId);
    }

    @Override
    public @Nullable LockHolder lockHolder(String target) {
        TargetMonitor monitor = targets.get(target);
        @Nullable LockHolder holder = monitor.target().changelog().lockHolder();
        if (holder == null) {
            monitor.observed(monitor.observations().withLock(null));
        }
        return holder;
    }

    @Override
    public ReleasedLock releaseLock(MigrationRequest request) {
        InvalidRequestException.requireReason(request.reason(), "Freeing the changelog lock");
        // Not alone on the target: a run of this process may be waiting for that very lock.
        TargetMonitor monitor = targets.get(request.target());
        ReleasedLock released = new LockReleaser(monitor.target(), request, context).release();
        monitor.observed(monitor.observations().withLock(null));
        return released;
    }

    @Override
    public Rebaselined rebaseline(MigrationRequest request, @Nullable String changeset) {
        InvalidRequestException.requireReason(request.reason(), "Storing a checksum anew");
        if (changeset == null || changeset.isBlank()) {
            throw new InvalidRequestException("Which changeset? It is named path::id::author.");
        }
        TargetMonitor monitor = targets.get(request.target());
        monitor.running().lock();
        try {
            return new Rebaseliner(monitor.target(), request, context).rebaseline(changeset);
        } finally {
            monitor.running().unlock();
        }
    }

    @Override
    public List<String> notTakenOver() {
        return targets.notTakenOver();
    }

    @Override
    public List<UnclearChangeset> unclear(String target) {
        return new Resolver(targets.get(target).target(), context).unclear();
    }

    @Override
    public ResolvedChangeset resolve(MigrationRequest request, String changeset, boolean applied) {
        return new Resolver(targets.get(request.target()).target(), context).resolve(request, changeset, applied);
    }

    @Override
    public List<InvalidIndex> invalidIndexes(String target) {
        return targets.get(target).invalidIndexes();
    }
}
