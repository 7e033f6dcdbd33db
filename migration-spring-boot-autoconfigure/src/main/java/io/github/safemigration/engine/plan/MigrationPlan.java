package io.github.safemigration.engine.plan;

import io.github.safemigration.engine.changelog.ChangelogPreview;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.SchemaVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do to a target now.
 *
 * @param target the target's name
 * @param database the database it would be done to
 * @param planFingerprint names exactly this plan: 64 hexadecimal characters, equal in every process of the same build
 * @param current where the schema stands
 * @param resulting where it will stand
 * @param transaction how it is cut into transactions
 * @param changesets what is pending, in order
 */
public record MigrationPlan(
        String target,
        DatabaseInfo database,
        String planFingerprint,
        SchemaVersion current,
        SchemaVersion resulting,
        PlanTransaction transaction,
        List<PendingChangeset> changesets) {

    /** Copies the list. */
    public MigrationPlan {
        changesets = List.copyOf(changesets);
    }

    /**
     * The plan for what is pending.
     *
     * @param target the target's name
     * @param preview the pending changesets
     * @param atomic whether it is to be one transaction
     * @return the plan
     */
    public static MigrationPlan of(String target, ChangelogPreview preview, AtomicMode atomic) {
        SchemaVersion current = preview.state().version();
        List<PendingChangeset> changesets = preview.changesets();
        return new MigrationPlan(
                target,
                preview.state().database(),
                PlanFingerprint.of(target, changesets),
                current,
                after(current, preview),
                Atomicity.of(atomic, changesets),
                changesets);
    }

    /**
     * The same plan, with the state of the catalog that it starts from.
     *
     * @param hash the catalog's hash
     * @return a copy
     */
    public MigrationPlan withCatalogHash(String hash) {
        SchemaVersion known = new SchemaVersion(current.tag(), current.changeset(), current.applied(), hash);
        return new MigrationPlan(target, database, planFingerprint, known, resulting, transaction, changesets);
    }

    /**
     * Says why the plan must not run, where it was to be one transaction and cannot.
     *
     * @return the refusal
     */
    public Failure notAtomic() {
        return Atomicity.refusal(transaction, Atomicity.culprit(changesets));
    }

    private static SchemaVersion after(SchemaVersion current, ChangelogPreview preview) {
        @Nullable
        String last = preview.changesets().isEmpty()
                ? current.changeset()
                : preview.changesets().get(preview.changesets().size() - 1).id().toString();
        int added = preview.changesets().size() - preview.state().recurring().size();
        return new SchemaVersion(current.tag(), last, current.applied() + added, null);
    }
}
