package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.history.HistoryPage;
import java.util.List;

/** Description of a page of the runs of a target, the newest first. */
record HistoryDescriptor(String name, int page, int size, long total, List<RunDescriptor> runs) {

    HistoryDescriptor {
        runs = List.copyOf(runs);
    }

    static HistoryDescriptor of(String target, HistoryPage page) {
        return new HistoryDescriptor(
                target,
                page.page(),
                page.size(),
                page.total(),
                page.runs().stream().map(RunDescriptor::of).toList());
    }

    String text() {
        Text text = new Text().line(name + ": " + total + " runs");
        runs.forEach(run -> text.line("  " + run.text()));
        return text.toString();
    }
}
