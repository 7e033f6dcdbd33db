package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChecksumChange;
import org.jspecify.annotations.Nullable;

/**
 * What came of storing the checksum of a changeset anew.
 *
 * @param target the target's name
 * @param change the checksums; null if the stored one was that of now, and nothing was done
 * @param runId the entry in the history, or null if nothing was done
 */
public record Rebaselined(
        String target,
        @Nullable ChecksumChange change,
        @Nullable String runId) {}
