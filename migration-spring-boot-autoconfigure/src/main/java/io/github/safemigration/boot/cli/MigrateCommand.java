package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.MigratedDescriptor;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.FailedRunException;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationResult;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        if (service.status(target).state() == TargetState.OFF) {
            return result(service.status(target), null, 0);
        }
        try {
            MigrationResult result =
                    service.migrate(new MigrationRequest(target, RunTrigger.COMMAND, System.getProperty("user.name")));
            return result(result.status(), result.runId(), result.applied());
        } catch (FailedRunException e) {
            MigrationResult result = e.result();
            return failed(MigratedDescriptor.of(result.status(), result.runId(), result.applied()), e, result.undone());
        } catch (MigrationException e) {
            return failed(MigratedDescriptor.of(service.status(target), null, 0), e, false);
        }
    }

    private static CommandResult result(TargetStatus status, @Nullable String run, int applied) {
        MigratedDescriptor answer = MigratedDescriptor.of(status, run, applied);
        return CommandResult.of(ExitCode.of(answer.state()), answer, StatusText.of(answer));
    }

    private static CommandResult failed(MigratedDescriptor answer, MigrationException e, boolean undone) {
        ExitCode code = ExitCode.of(e.failure().kind());
        ExitCode exact = code == ExitCode.FAILED && undone ? ExitCode.FAILED_AND_ROLLED_BACK : code;
        return new CommandResult(exact, answer, StatusText.of(answer), List.of(e));
    }
}
