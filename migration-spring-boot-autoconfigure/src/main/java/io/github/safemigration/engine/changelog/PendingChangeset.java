package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A changeset that would run now.
 *
 * @param id its name
 * @param checksum Liquibase's checksum of its source
 * @param description what it does, in Liquibase's words
 * @param comment the author's comment, if any
 * @param preview the SQL as it will be sent
 * @param contexts the context expression it stands under; empty if none
 * @param labels its labels; empty if none
 * @param traits how it runs
 * @param rollback how it is undone
 */
public record PendingChangeset(
        ChangesetId id,
        String checksum,
        String description,
        @Nullable String comment,
        SqlPreview preview,
        String contexts,
        List<String> labels,
        Traits traits,
        Rollback rollback) {

    /** Copies the list. */
    public PendingChangeset {
        labels = List.copyOf(labels);
    }

    /**
     * How a changeset runs.
     *
     * @param inTransaction whether it runs in a transaction
     * @param runAlways whether it runs at every start
     * @param runOnChange whether it runs again when it was edited
     * @param failOnError whether its failure stops the run
     */
    public record Traits(boolean inTransaction, boolean runAlways, boolean runOnChange, boolean failOnError) {}
}
