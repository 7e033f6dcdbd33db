package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.HistoriesDescriptor.HistoryDescriptor;
import io.github.safemigration.boot.descriptor.RunDescriptor;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.workflow.MigrationService;
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
        return context.service()
                .run(context.targets(), run)
                .map(row -> run(context.service(), row))
                .orElseThrow(() -> new UsageException("There is no run '" + run + "'."));
    }

    private static CommandResult page(CommandContext context, String target, int page, int size) {
        HistoryDescriptor history =
                HistoryDescriptor.of(target, context.service().history(target, page, size));
        return CommandResult.of(ExitCode.DONE, history, RunText.of(history));
    }

    private static CommandResult run(MigrationService service, MigrationRun row) {
        RunDescriptor run = RunDescriptor.of(row, service.attempts(row.target(), row.id()));
        return CommandResult.of(ExitCode.DONE, run, RunText.of(run));
    }
}
