package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.SchemaVersion;
import org.jspecify.annotations.Nullable;

/**
 * Description of where a schema stands.
 *
 * @param tag the last tag, if any
 * @param changeset the last applied changeset as {@code path::id::author}, if any
 * @param applied how many changesets are applied
 * @param catalogHash the hash over the catalog, where it was read
 */
public record SchemaVersionDescriptor(
        @Nullable String tag,
        @Nullable String changeset,
        int applied,
        @Nullable String catalogHash) {

    static SchemaVersionDescriptor of(SchemaVersion version) {
        return new SchemaVersionDescriptor(
                version.tag(), version.changeset(), version.applied(), version.catalogHash());
    }

    static @Nullable SchemaVersionDescriptor ofNullable(@Nullable SchemaVersion version) {
        return version == null ? null : of(version);
    }
}
