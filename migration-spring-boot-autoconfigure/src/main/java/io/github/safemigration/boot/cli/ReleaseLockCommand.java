package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.ReleasedLockDescriptor;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import java.util.Set;

/** {@code release-lock}: frees a changelog lock that was left behind. */
final class ReleaseLockCommand implements MigrationCommand {

    @Override
    public String name() {
        return "release-lock";
    }

    @Override
    public Set<String> options() {
        return Set.of("reason");
    }

    @Override
    public CommandResult run(CommandContext context) {
        return PerTarget.run(context, target -> release(context, target));
    }

    private static CommandResult release(CommandContext context, String target) {
        ReleasedLockDescriptor released = ReleasedLockDescriptor.of(context.service()
                .releaseLock(new MigrationRequest(
                        target,
                        RunTrigger.COMMAND,
                        System.getProperty("user.name"),
                        context.options().get("reason"))));
        Text text = new Text()
                .line(target + ": "
                        + (released.released() ? "the changelog lock is freed" : "the changelog lock is free"))
                .entry("was held", StatusText.lock(released.lock()))
                .entry("run", released.run());
        return CommandResult.of(ExitCode.DONE, released, text.toString());
    }
}
