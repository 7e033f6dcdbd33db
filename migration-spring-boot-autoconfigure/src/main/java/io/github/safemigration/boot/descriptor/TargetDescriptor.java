package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of a target: what this process knows of it, and what its database adds.
 *
 * @param name the target's name
 * @param state what it is doing or waiting for
 * @param applied how many changesets are applied, as of the last check; null before the first
 * @param pending how many changesets are pending, as of the last check; null before the first
 * @param checkedAt when the database was last compared with the changelog
 * @param schemaVersion where the schema stands, as of the last check
 * @param database the database, once it was reached
 * @param currentRun the run that is going on in this process
 * @param lastRun the newest run of any process; null if there is none or the database does not answer
 * @param lock who holds the changelog lock; null if nobody does or the database does not answer
 * @param waitingFor who holds the lock that a run of this process waits for
 * @param failure what went wrong, if something did
 * @param invalidIndexes indexes that no query uses, as of the last run or check
 * @param warnings what was noticed at the last check and keeps nothing from going on, a sentence or two each
 */
public record TargetDescriptor(
        String name,
        TargetState state,
        @Nullable Integer applied,
        @Nullable Integer pending,
        @Nullable Instant checkedAt,
        @Nullable SchemaVersionDescriptor schemaVersion,
        @Nullable DatabaseDescriptor database,
        @Nullable CurrentRunDescriptor currentRun,
        @Nullable RunDescriptor lastRun,
        @Nullable LockHolderDescriptor lock,
        @Nullable LockHolderDescriptor waitingFor,
        @Nullable FailureDescriptor failure,
        List<InvalidIndexDescriptor> invalidIndexes,
        List<String> warnings) {

    /** Copies the list. */
    public TargetDescriptor {
        warnings = List.copyOf(warnings);
    }

    /**
     * Describes a target.
     *
     * @param status what this process knows of it
     * @param lastRun the newest run that its database knows, or null
     * @param lock who holds the changelog lock, or null
     * @param now the time
     * @return its description
     */
    public static TargetDescriptor of(
            TargetStatus status, @Nullable MigrationRun lastRun, @Nullable LockHolder lock, Instant now) {
        return new TargetDescriptor(
                status.target(),
                status.state(),
                status.isKnown() ? status.applied() : null,
                status.isKnown() ? status.pending() : null,
                status.checkedAt(),
                SchemaVersionDescriptor.ofNullable(status.version()),
                DatabaseDescriptor.of(status.database()),
                CurrentRunDescriptor.of(status.progress(), now),
                lastRun == null ? null : RunDescriptor.of(lastRun),
                LockHolderDescriptor.of(lock),
                LockHolderDescriptor.of(status.waitingFor()),
                FailureDescriptor.of(status.failure()),
                List.of(),
                status.observations().warnings());
    }

    /**
     * The same with the indexes that no query uses.
     *
     * @param indexes the indexes
     * @return a copy
     */
    public TargetDescriptor with(List<InvalidIndex> indexes) {
        return new TargetDescriptor(
                name,
                state,
                applied,
                pending,
                checkedAt,
                schemaVersion,
                database,
                currentRun,
                lastRun,
                lock,
                waitingFor,
                failure,
                indexes.stream().map(InvalidIndexDescriptor::of).toList(),
                warnings);
    }
}
