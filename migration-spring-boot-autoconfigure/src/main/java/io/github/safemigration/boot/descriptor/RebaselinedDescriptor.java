package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.changelog.ChecksumChange;
import io.github.safemigration.engine.workflow.Rebaselined;
import org.jspecify.annotations.Nullable;

/**
 * Description of what came of storing the checksum of a changeset anew.
 *
 * @param name the target's name
 * @param changed whether a checksum was changed; false if the stored one was right
 * @param changeset the changeset; null if nothing was done
 * @param before the checksum that was stored
 * @param after the checksum that is stored now
 * @param run the entry in the history; null if nothing was done
 */
public record RebaselinedDescriptor(
        String name,
        boolean changed,
        @Nullable ChangesetDescriptor changeset,
        @Nullable String before,
        @Nullable String after,
        @Nullable String run) {

    /**
     * Describes what came of it.
     *
     * @param rebaselined what came of it
     * @return the description
     */
    public static RebaselinedDescriptor of(Rebaselined rebaselined) {
        @Nullable ChecksumChange change = rebaselined.change();
        return new RebaselinedDescriptor(
                rebaselined.target(),
                change != null,
                change == null ? null : ChangesetDescriptor.of(change.id()),
                change == null ? null : change.before(),
                change == null ? null : change.after(),
                rebaselined.runId());
    }
}
