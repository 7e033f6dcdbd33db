package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.schema.CatalogChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of a run as the history knows it.
 *
 * @param id the run's id
 * @param target the target's name
 * @param kind what it was for
 * @param trigger what started it
 * @param actor who asked for it, if somebody did
 * @param reason why, in that somebody's words
 * @param application name of the application that ran it
 * @param applicationVersion its version, if known
 * @param environment its active profiles
 * @param host the host it ran on
 * @param databaseUser the user it was logged in as
 * @param planFingerprint the plan that was run
 * @param planned how many changesets were planned
 * @param startedAt when it started
 * @param finishedAt when it ended, or null while it runs
 * @param durationMillis how long it took, or null while it runs
 * @param outcome how it ended, or null while it runs
 * @param error what went wrong, if something did
 * @param sqlState SQLSTATE of the error, if a database said no
 * @param before where the schema stood
 * @param after where it stood afterwards, or null while it runs
 * @param objects what it did to the objects of the database
 * @param changesets its attempts in order, or null in a list of runs
 */
public record RunDescriptor(
        String id,
        String target,
        RunKind kind,
        RunTrigger trigger,
        @Nullable String actor,
        @Nullable String reason,
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
        SchemaVersionDescriptor before,
        @Nullable SchemaVersionDescriptor after,
        ObjectsDescriptor objects,
        @Nullable List<AttemptDescriptor> changesets) {

    /** Copies the list. */
    public RunDescriptor {
        changesets = changesets == null ? null : List.copyOf(changesets);
    }

    /**
     * Describes a run without its attempts.
     *
     * @param run the run
     * @return its description
     */
    public static RunDescriptor of(MigrationRun run) {
        return describe(run, null);
    }

    /**
     * Describes a run with its attempts.
     *
     * @param run the run
     * @param attempts its attempts, in order
     * @return its description
     */
    public static RunDescriptor of(MigrationRun run, List<ChangesetAttempt> attempts) {
        return describe(run, attempts.stream().map(AttemptDescriptor::of).toList());
    }

    private static RunDescriptor describe(MigrationRun run, @Nullable List<AttemptDescriptor> attempts) {
        Instant finished = run.finished();
        return new RunDescriptor(
                run.id(),
                run.target(),
                run.kind(),
                run.trigger(),
                run.actor(),
                run.reason(),
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
                SchemaVersionDescriptor.ofNullable(run.after()),
                ObjectsDescriptor.of(run.change()),
                attempts);
    }

    /**
     * Description of what a run did to the objects of a database.
     *
     * @param added names of objects that came
     * @param modified names of objects that are different now
     * @param deleted names of objects that went
     */
    public record ObjectsDescriptor(List<String> added, List<String> modified, List<String> deleted) {

        /** Copies the lists. */
        public ObjectsDescriptor {
            added = List.copyOf(added);
            modified = List.copyOf(modified);
            deleted = List.copyOf(deleted);
        }

        static ObjectsDescriptor of(CatalogChange change) {
            return new ObjectsDescriptor(change.added(), change.modified(), change.deleted());
        }
    }
}
