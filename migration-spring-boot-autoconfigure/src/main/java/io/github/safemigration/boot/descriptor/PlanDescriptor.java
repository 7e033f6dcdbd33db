package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.plan.MigrationPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of what a run would do to a target now.
 *
 * @param name the target's name
 * @param planFingerprint names exactly this plan
 * @param database the database it would be done to
 * @param current where the schema stands
 * @param resulting where it will stand
 * @param atomic whether all of it is one transaction
 * @param notAtomic why it is not, where that was asked for
 * @param changesets what is pending, in order
 */
public record PlanDescriptor(
        String name,
        String planFingerprint,
        @Nullable DatabaseDescriptor database,
        SchemaVersionDescriptor current,
        SchemaVersionDescriptor resulting,
        boolean atomic,
        @Nullable String notAtomic,
        List<PendingChangesetDescriptor> changesets) {

    /** Copies the list. */
    public PlanDescriptor {
        changesets = List.copyOf(changesets);
    }

    /**
     * Describes a plan.
     *
     * @param plan the plan
     * @return its description
     */
    public static PlanDescriptor of(MigrationPlan plan) {
        return new PlanDescriptor(
                plan.target(),
                plan.planFingerprint(),
                DatabaseDescriptor.of(plan.database()),
                SchemaVersionDescriptor.of(plan.current()),
                SchemaVersionDescriptor.of(plan.resulting()),
                plan.transaction().whole(),
                plan.transaction().reason(),
                plan.changesets().stream().map(PendingChangesetDescriptor::of).toList());
    }
}
