package io.github.safemigration.engine.changelog;

import java.util.List;

/**
 * The pending changesets with what they would send.
 *
 * @param state how the database stands
 * @param changesets what would run now, in order, with those that run at every start
 */
public record ChangelogPreview(ChangelogState state, List<PendingChangeset> changesets) {

    /** Copies the list. */
    public ChangelogPreview {
        changesets = List.copyOf(changesets);
    }
}
