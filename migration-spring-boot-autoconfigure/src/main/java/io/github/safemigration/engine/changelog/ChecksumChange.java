package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of an applied changeset, stored anew.
 *
 * @param id the changeset's name
 * @param before the checksum that was stored; null if none was
 * @param after the checksum of the changeset as it is now
 * @param statement what stores it
 */
public record ChecksumChange(ChangesetId id, @Nullable String before, String after, String statement) {}
