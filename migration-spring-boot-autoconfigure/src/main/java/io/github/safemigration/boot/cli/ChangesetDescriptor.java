package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.ChangesetId;
import org.jspecify.annotations.Nullable;

/** Description of the name of a changeset. */
record ChangesetDescriptor(String id, String author, String path) {

    static @Nullable ChangesetDescriptor of(@Nullable ChangesetId changeset) {
        return changeset == null ? null : new ChangesetDescriptor(changeset.id(), changeset.author(), changeset.path());
    }
}
