package io.github.safemigration.engine.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Changesets that are applied and that the changelog does not have.
 *
 * @param changesets their names, in the order in which they were applied
 */
public record UnknownChangesets(List<ChangesetId> changesets) {

    private static final int SHOWN = 3;

    /** Copies the list. */
    public UnknownChangesets {
        changesets = List.copyOf(changesets);
    }

    /** {@return how many there are, and which} */
    public String inWords() {
        int count = changesets.size();
        return Counted.of(count, "changeset") + (count == 1 ? " is" : " are")
                + " applied here that this changelog does not have: " + listed(changesets)
                + ". A newer build applied " + (count == 1 ? "it" : "them") + ", or another changelog.";
    }

    static String listed(List<ChangesetId> changesets) {
        String first =
                changesets.stream().limit(SHOWN).map(ChangesetId::toString).collect(Collectors.joining(", "));
        return changesets.size() <= SHOWN ? first : first + " and " + (changesets.size() - SHOWN) + " more";
    }
}
