package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * Description of what asking for a run came to.
 *
 * @param name the target's name
 * @param state what it is doing or waiting for now
 * @param run the run's id; null if nothing was to do, or the run could not begin
 * @param appliedNow how many changesets this run applied
 * @param applied how many changesets are applied now, if that is known
 * @param pending how many changesets are pending now, if that is known
 * @param schemaVersion where the schema stands now
 * @param database the database, once it was reached
 * @param failure what went wrong, if something did
 */
public record MigratedDescriptor(
        String name,
        TargetState state,
        @Nullable String run,
        int appliedNow,
        @Nullable Integer applied,
        @Nullable Integer pending,
        @Nullable SchemaVersionDescriptor schemaVersion,
        @Nullable DatabaseDescriptor database,
        @Nullable FailureDescriptor failure) {

    /**
     * Describes what asking for a run came to.
     *
     * @param status how the target stands now
     * @param run the run's id, or null if there was none
     * @param appliedNow how many changesets it applied
     * @return the description
     */
    public static MigratedDescriptor of(TargetStatus status, @Nullable String run, int appliedNow) {
        return new MigratedDescriptor(
                status.target(),
                status.state(),
                run,
                appliedNow,
                status.isKnown() ? status.applied() : null,
                status.isKnown() ? status.pending() : null,
                SchemaVersionDescriptor.ofNullable(status.version()),
                DatabaseDescriptor.of(status.database()),
                FailureDescriptor.of(status.failure()));
    }
}
