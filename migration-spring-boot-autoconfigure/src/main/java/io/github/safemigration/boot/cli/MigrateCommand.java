package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationResult;
import io.github.safemigration.engine.workflow.MigrationService;
import java.util.List;

/** {@code migrate}: applies what is pending. */
final class MigrateCommand implements MigrationCommand {

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public CommandResult run(CommandContext context) {
        return PerTarget.run(context, target -> migrate(context.service(), target));
    }

    private static CommandResult migrate(MigrationService service, String target) {
        try {
            MigrationResult result =
                    service.migrate(new MigrationRequest(target, RunTrigger.COMMAND, System.getProperty("user.name")));
            MigrateDescriptor done = MigrateDescriptor.of(result.status(), result.runId(), result.applied());
            return CommandResult.of(ExitCode.of(done.state()), done, done.text());
        } catch (MigrationException e) {
            MigrateDescriptor failed = MigrateDescriptor.of(service.status(target), null, 0);
            return new CommandResult(ExitCode.of(e.failure().kind()), failed, failed.text(), List.of(e));
        }
    }
}
