package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.history.HistoryPage;
import java.util.List;

/**
 * Description of what was run.
 *
 * @param targets a page of runs for each target, in order of registration
 */
public record HistoriesDescriptor(List<HistoryDescriptor> targets) {

    /** Copies the list. */
    public HistoriesDescriptor {
        targets = List.copyOf(targets);
    }

    /**
     * Description of a page of a target's runs.
     *
     * @param name the target's name
     * @param page the page, from 0
     * @param size how many runs a page has at most
     * @param total how many runs there are
     * @param runs the runs of this page, the newest first
     */
    public record HistoryDescriptor(String name, int page, int size, long total, List<RunDescriptor> runs) {

        /** Copies the list. */
        public HistoryDescriptor {
            runs = List.copyOf(runs);
        }

        /**
         * Describes a page.
         *
         * @param target the target's name
         * @param page the page
         * @return its description
         */
        public static HistoryDescriptor of(String target, HistoryPage page) {
            return new HistoryDescriptor(
                    target,
                    page.page(),
                    page.size(),
                    page.total(),
                    page.runs().stream().map(RunDescriptor::of).toList());
        }
    }
}
