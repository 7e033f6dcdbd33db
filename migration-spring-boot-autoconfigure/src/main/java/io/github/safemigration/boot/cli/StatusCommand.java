package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import java.util.List;

/** {@code status}: compares each database with its changelog. */
final class StatusCommand implements MigrationCommand {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public CommandResult run(CommandContext context) {
        return PerTarget.run(context, target -> status(context.service(), target));
    }

    private static CommandResult status(MigrationService service, String target) {
        if (service.status(target).state() == TargetState.OFF) {
            StatusDescriptor off = StatusDescriptor.of(service.status(target), null, null);
            return CommandResult.of(ExitCode.DONE, off, off.text());
        }
        try {
            service.check(target);
        } catch (MigrationException e) {
            StatusDescriptor status = StatusDescriptor.of(service.status(target), null, null);
            return new CommandResult(ExitCode.of(e.failure().kind()), status, status.text(), List.of(e));
        }
        StatusDescriptor status = StatusDescriptor.of(
                service.status(target),
                service.lockHolder(target),
                service.history(target, 0, 1).runs().stream()
                        .findFirst()
                        .map(RunDescriptor::of)
                        .orElse(null));
        return CommandResult.of(ExitCode.of(status.state()), status, status.text());
    }
}
