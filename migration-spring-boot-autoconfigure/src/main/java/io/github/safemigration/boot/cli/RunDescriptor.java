package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Description of a run. */
record RunDescriptor(
        String id,
        String target,
        RunTrigger trigger,
        @Nullable String actor,
        String application,
        @Nullable String applicationVersion,
        String environment,
        String host,
        @Nullable String databaseUser,
        String planFingerprint,
        int planned,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMillis,
        @Nullable RunOutcome outcome,
        @Nullable String error,
        @Nullable String sqlState,
        @Nullable SchemaVersionDescriptor before,
        @Nullable SchemaVersionDescriptor after,
        ObjectsDescriptor objects,
        @Nullable List<AttemptDescriptor> changesets) {

    static RunDescriptor of(MigrationRun run) {
        return of(run, null);
    }

    static RunDescriptor of(MigrationRun run, @Nullable List<ChangesetAttempt> attempts) {
        Instant finished = run.finished();
        return new RunDescriptor(
                run.id(),
                run.target(),
                run.trigger(),
                run.actor(),
                run.application(),
                run.applicationVersion(),
                run.environment(),
                run.host(),
                run.databaseUser(),
                run.planFingerprint(),
                run.planned(),
                run.started(),
                finished,
                finished == null
                        ? null
                        : Duration.between(run.started(), finished).toMillis(),
                run.outcome(),
                run.error(),
                run.sqlState(),
                SchemaVersionDescriptor.of(run.before()),
                SchemaVersionDescriptor.of(run.after()),
                new ObjectsDescriptor(
                        run.change().added(),
                        run.change().modified(),
                        run.change().deleted()),
                attempts == null
                        ? null
                        : attempts.stream().map(AttemptDescriptor::of).toList());
    }

    String text() {
        return id + ", " + (outcome == null ? "running" : Text.words(outcome)) + ", " + startedAt + ", by "
                + Text.words(trigger) + (actor == null ? "" : " of " + actor) + " on " + host + ", " + planned
                + " planned" + (error == null ? "" : ": " + error);
    }

    /** Description of the objects that a run touched. */
    record ObjectsDescriptor(List<String> added, List<String> modified, List<String> deleted) {}
}
