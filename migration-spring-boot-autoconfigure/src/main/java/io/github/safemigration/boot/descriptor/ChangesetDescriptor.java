package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.ChangesetId;
import org.jspecify.annotations.Nullable;

/**
 * Description of the name of a changeset.
 *
 * @param id its id
 * @param author who wrote it
 * @param path the changelog file it stands in
 */
public record ChangesetDescriptor(String id, String author, String path) {

    static ChangesetDescriptor named(ChangesetId changeset) {
        return new ChangesetDescriptor(changeset.id(), changeset.author(), changeset.path());
    }

    static @Nullable ChangesetDescriptor of(@Nullable ChangesetId changeset) {
        return changeset == null ? null : new ChangesetDescriptor(changeset.id(), changeset.author(), changeset.path());
    }
}
