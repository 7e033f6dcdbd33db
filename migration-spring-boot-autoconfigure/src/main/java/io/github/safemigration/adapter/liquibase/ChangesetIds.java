package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.ChangesetId;
import java.util.Objects;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/** Liquibase's changesets by our name for them. */
final class ChangesetIds {

    private ChangesetIds() {}

    static ChangesetId of(ChangeSet changeset) {
        return new ChangesetId(text(changeset.getFilePath()), text(changeset.getId()), text(changeset.getAuthor()));
    }

    static ChangesetId of(RanChangeSet changeset) {
        return new ChangesetId(text(changeset.getChangeLog()), text(changeset.getId()), text(changeset.getAuthor()));
    }

    private static String text(String part) {
        return Objects.requireNonNullElse(part, "");
    }
}
