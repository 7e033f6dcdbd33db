package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.SchemaVersion;
import org.jspecify.annotations.Nullable;

/** Description of where a schema stands. */
record SchemaVersionDescriptor(
        @Nullable String tag,
        @Nullable String changeset,
        int applied,
        @Nullable String catalogHash) {

    static @Nullable SchemaVersionDescriptor of(@Nullable SchemaVersion version) {
        return version == null
                ? null
                : new SchemaVersionDescriptor(
                        version.tag(), version.changeset(), version.applied(), version.catalogHash());
    }

    String text() {
        return applied + " applied" + (changeset == null ? "" : ", last " + changeset)
                + (tag == null ? "" : ", tag " + tag);
    }
}
