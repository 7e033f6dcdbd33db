package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;

/**
 * An applied changeset whose checksum is not the stored one.
 *
 * @param id its name
 * @param stored the checksum that it was applied with
 * @param now the checksum that it has now, by the same algorithm
 * @param preview the SQL that it would send now
 */
public record ChangedChangeset(ChangesetId id, String stored, String now, SqlPreview preview) {}
