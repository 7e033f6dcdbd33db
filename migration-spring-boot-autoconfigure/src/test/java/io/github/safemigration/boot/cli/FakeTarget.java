package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.changelog.AppliedChangeset;
import io.github.safemigration.engine.changelog.ChangedChangeset;
import io.github.safemigration.engine.changelog.Changelog;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.ChecksumChange;
import io.github.safemigration.engine.changelog.ChecksumListener;
import io.github.safemigration.engine.changelog.LockReleaseListener;
import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.HistoryScript;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.history.PastFailure;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.SchemaPosition;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogChange;
import io.github.safemigration.engine.workflow.Target;
import io.github.safemigration.testsupport.NothingLeftBehind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target without a database. */
final class FakeTarget implements Changelog, History {

    private static final DatabaseInfo DATABASE =
            new DatabaseInfo("PostgreSQL", "18.6", "db.example", 5432, "orders", "migrator", "pgjdbc 42");

    private final String name;
    private final List<ChangesetId> pending = new ArrayList<>();
    private final List<MigrationRun> runs = new ArrayList<>();
    private final List<ChangesetAttempt> attempts = new ArrayList<>();
    private @Nullable RunStart start;
    private @Nullable Failure failure;
    private @Nullable LockHolder holder;
    private int applied;

    FakeTarget(String name, int applied, String... pending) {
        this.name = name;
        this.applied = applied;
        for (String id : pending) {
            this.pending.add(new ChangesetId("db/changelog/orders.xml", id, "ann"));
        }
    }

    FakeTarget failing(Failure withThis) {
        failure = withThis;
        return this;
    }

    FakeTarget lockedBy(LockHolder whom) {
        holder = whom;
        return this;
    }

    Target asTarget() {
        return new Target(name, this, this, Catalog::empty, NothingLeftBehind.RECOVERY);
    }

    int applied() {
        return applied;
    }

    @Override
    public ChangelogState read() {
        complain();
        return state();
    }

    private ChangelogState state() {
        return new ChangelogState(DATABASE, new SchemaVersion("v1", null, applied, null), pending, List.of(), Map.of());
    }

    private void complain() {
        if (failure != null) {
            throw new MigrationException(name, failure, null);
        }
    }

    @Override
    public ChangelogPreview preview() {
        complain();
        return new ChangelogPreview(
                state(), pending.stream().map(FakeTarget::changeset).toList());
    }

    private static PendingChangeset changeset(ChangesetId id) {
        return new PendingChangeset(
                id,
                "9:abc",
                "createTable tableName=" + id.id(),
                "why not",
                new SqlPreview(List.of("CREATE TABLE " + id.id() + " (id INT)"), List.of("a custom change"), false),
                "demo",
                List.of("1.0"),
                new PendingChangeset.Traits(true, false, false, true),
                new Rollback(Rollback.Kind.GENERATED, List.of("DROP TABLE " + id.id())));
    }

    @Override
    public ChangelogScript script() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exclusively(Runnable work) {
        work.run();
    }

    @Override
    public ChangelogState apply(ChangelogListener listener) {
        if (pending.isEmpty()) {
            return state();
        }
        listener.starting();
        for (ChangesetId id : List.copyOf(pending)) {
            listener.starting(id);
            complain();
            listener.finished(
                    new ChangesetResult(id, "9:abc", ChangesetOutcome.EXECUTED, List.of("CREATE TABLE"), null));
            pending.remove(id);
            applied++;
        }
        listener.succeeded(state());
        return state();
    }

    @Override
    public @Nullable LockHolder lockHolder() {
        return holder;
    }

    @Override
    public @Nullable LockHolder releaseLock(LockReleaseListener listener) {
        complain();
        @Nullable LockHolder held = holder;
        if (held != null) {
            listener.releasing(held, new SchemaPosition(DATABASE, new SchemaVersion("v1", null, applied, null)));
            holder = null;
        }
        return held;
    }

    @Override
    public List<ChangedChangeset> changed() {
        return List.of();
    }

    @Override
    public ChecksumChange rebaseline(String changeset, ChecksumListener listener) {
        ChecksumChange change = new ChecksumChange(
                new ChangesetId("db/changelog/orders.xml", changeset, "ann"),
                "9:old",
                "9:new",
                "UPDATE databasechangelog");
        listener.replacing(change, new SchemaPosition(DATABASE, new SchemaVersion("v1", null, applied, null)));
        listener.recording(change);
        return change;
    }

    @Override
    public List<AppliedChangeset> appliedChangesets() {
        return List.of();
    }

    @Override
    public List<PastFailure> pastFailures() {
        return List.of();
    }

    @Override
    public void adopt(String runId, List<AppliedChangeset> adopted) {
        // Nothing was applied before.
    }

    @Override
    public Optional<String> appliedSql(ChangesetId changeset) {
        return Optional.empty();
    }

    @Override
    public void begin(RunStart run) {
        start = run;
    }

    @Override
    public void append(String runId, ChangesetResult result, Rollback rollback, Instant started, Duration duration) {
        attempts.add(new ChangesetAttempt(
                attempts.size() + 1,
                result.id(),
                result.checksum(),
                started,
                duration,
                result.outcome(),
                null,
                null,
                String.join(";", result.sql()),
                rollback.kind().name(),
                String.join(";", rollback.statements()),
                LockTimes.ONCE));
    }

    @Override
    public void progress(String runId, int position, int total, ChangesetId changeset) {}

    @Override
    public void finish(RunEnd end) {
        if (start != null) {
            runs.add(
                    0,
                    new MigrationRun(
                            start.id(),
                            start.target(),
                            start.kind(),
                            start.trigger(),
                            start.actor(),
                            start.reason(),
                            start.application().name(),
                            start.application().version(),
                            start.application().environment(),
                            start.application().host(),
                            start.database().user(),
                            start.planFingerprint(),
                            start.planned(),
                            start.started(),
                            end.finished(),
                            end.outcome(),
                            null,
                            null,
                            start.before(),
                            end.after(),
                            new CatalogChange(List.of("table public.orders"), List.of(), List.of())));
        }
    }

    @Override
    public HistoryScript forScript() {
        throw new UnsupportedOperationException();
    }

    @Override
    public HistoryPage runs(int page, int size) {
        return new HistoryPage(
                page,
                size,
                runs.size(),
                runs.stream().skip((long) page * size).limit(size).toList());
    }

    @Override
    public Optional<MigrationRun> run(String runId) {
        return runs.stream().filter(run -> run.id().equals(runId)).findFirst();
    }

    @Override
    public Map<ChangesetId, String> passedOver() {
        return Map.of();
    }

    @Override
    public List<ChangesetAttempt> attempts(String runId) {
        return attempts;
    }
}
