package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A changeset that is applied.
 *
 * @param id its name
 * @param checksum the checksum that is stored for it, if one is
 * @param applied when it was applied
 * @param rollback how the changelog at hand undoes it
 */
public record AppliedChangeset(ChangesetId id, @Nullable String checksum, Instant applied, Rollback rollback) {}
