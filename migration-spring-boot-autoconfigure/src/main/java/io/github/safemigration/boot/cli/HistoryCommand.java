package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.history.MigrationRun;
import java.util.Set;

/** {@code history}: lists the runs, or the changesets of one run. */
final class HistoryCommand implements MigrationCommand {

    private static final int PAGE_SIZE = 50;

    private static final int LARGEST_PAGE = 500;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Set<String> options() {
        return Set.of("page", "size", "run");
    }

    @Override
    public CommandResult run(CommandContext context) {
        int page = context.number("page", 0, 0, Integer.MAX_VALUE);
        int size = context.number("size", PAGE_SIZE, 1, LARGEST_PAGE);
        String run = context.options().get("run");
        if (run == null) {
            return PerTarget.run(context, target -> page(context, target, page, size));
        }
        for (String target : context.targets()) {
            CommandResult found = context.service()
                    .run(target, run)
                    .map(row -> run(context, target, row))
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
        throw new UsageException("There is no run '" + run + "'.");
    }

    private static CommandResult page(CommandContext context, String target, int page, int size) {
        HistoryDescriptor history =
                HistoryDescriptor.of(target, context.service().history(target, page, size));
        return CommandResult.of(ExitCode.DONE, history, history.text());
    }

    private static CommandResult run(CommandContext context, String target, MigrationRun row) {
        RunDescriptor run = RunDescriptor.of(row, context.service().attempts(target, row.id()));
        Text text = new Text().line(target + ": " + run.text());
        if (run.changesets() != null) {
            run.changesets().forEach(attempt -> text.line("  " + attempt.text()));
        }
        return CommandResult.of(ExitCode.DONE, run, text.toString());
    }
}
