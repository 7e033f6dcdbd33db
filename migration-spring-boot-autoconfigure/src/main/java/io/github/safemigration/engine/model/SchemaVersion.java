package io.github.safemigration.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Where the schema of a target stands.
 *
 * @param tag the last tag, if any
 * @param changeset the last applied changeset, if any
 * @param applied how many changesets are applied
 * @param catalogHash the hash over the catalog, where it was read
 */
public record SchemaVersion(
        @Nullable String tag,
        @Nullable String changeset,
        int applied,
        @Nullable String catalogHash) {}
