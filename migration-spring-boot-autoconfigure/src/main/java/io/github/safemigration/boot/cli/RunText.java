package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.AttemptDescriptor;
import io.github.safemigration.boot.descriptor.HistoriesDescriptor.HistoryDescriptor;
import io.github.safemigration.boot.descriptor.RunDescriptor;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.RunKind;

/** Runs, for people. */
final class RunText {

    private RunText() {}

    static String of(HistoryDescriptor history) {
        Text text = new Text().line(history.name() + ": " + Counted.of(history.total(), "run"));
        history.runs().forEach(run -> text.line("  " + line(run)));
        return text.toString();
    }

    static String of(RunDescriptor run) {
        Text text = new Text().line(run.target() + ": " + line(run));
        if (run.changesets() != null) {
            run.changesets().forEach(attempt -> text.line("  " + line(attempt)));
        }
        return text.toString();
    }

    static String line(RunDescriptor run) {
        return run.id() + (run.kind() == RunKind.MIGRATION ? "" : ", " + Text.words(run.kind())) + ", "
                + (run.outcome() == null ? "running" : Text.words(run.outcome())) + ", "
                + run.startedAt() + ", by " + Text.words(run.trigger())
                + (run.actor() == null ? "" : " of " + run.actor()) + " on " + run.host() + ", " + run.planned()
                + " planned" + (run.error() == null ? "" : ": " + run.error());
    }

    private static String line(AttemptDescriptor attempt) {
        return attempt.position() + ". " + attempt.path() + "::" + attempt.id() + "::" + attempt.author() + ", "
                + Text.words(attempt.outcome()) + " in " + attempt.durationMillis() + " ms"
                + (attempt.error() == null ? "" : ": " + attempt.error());
    }
}
