package io.github.safemigration.engine.history;

import java.util.List;

/**
 * A page of runs, the newest first.
 *
 * @param page the page, from 0
 * @param size how many runs a page has
 * @param total how many runs there are
 * @param runs the runs
 */
public record HistoryPage(int page, int size, long total, List<MigrationRun> runs) {

    /** Copies the list. */
    public HistoryPage {
        runs = List.copyOf(runs);
    }
}
