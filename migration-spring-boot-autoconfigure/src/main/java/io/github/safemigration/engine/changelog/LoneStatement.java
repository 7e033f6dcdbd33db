package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.ChangesetId;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is a transaction of its own.
 *
 * @param changeset whose it is
 * @param checksum the checksum of the changeset
 * @param sql its text, free of secrets
 * @param searchPath what names without a schema mean to its session, where the database has that
 */
public record LoneStatement(
        ChangesetId changeset,
        @Nullable String checksum,
        String sql,
        @Nullable String searchPath) {}
