package io.github.safemigration.engine.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A newer build of this application that has migrated the database: its changelog has all changesets of ours and more.
 *
 * @param version its version, if known
 * @param recorded when it first migrated successfully
 * @param leftAlone the changesets that run at every start or on change, which only the newer build runs
 */
public record NewerBuild(@Nullable String version, Instant recorded, List<ChangesetId> leftAlone) {

    /** Copies the list. */
    public NewerBuild {
        leftAlone = List.copyOf(leftAlone);
    }

    String inWords() {
        return "This build is older than " + (version == null ? "one" : "version " + version)
                + " that has migrated this database since " + recorded + "."
                + (leftAlone.isEmpty()
                        ? ""
                        : " Changesets that run at every start or on change are left to that one: "
                                + UnknownChangesets.listed(leftAlone)
                                + ". If this is the newer build, raise its version.");
    }
}
