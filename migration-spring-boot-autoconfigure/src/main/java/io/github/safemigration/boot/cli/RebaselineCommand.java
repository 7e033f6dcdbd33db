package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.RebaselinedDescriptor;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import java.util.List;
import java.util.Set;

/** {@code rebaseline}: stores the checksum of one changeset anew. */
final class RebaselineCommand implements MigrationCommand {

    @Override
    public String name() {
        return "rebaseline";
    }

    @Override
    public Set<String> options() {
        return Set.of("changeset", "reason");
    }

    @Override
    public CommandResult run(CommandContext context) {
        List<String> targets = context.targets();
        if (targets.size() > 1) {
            throw new UsageException("rebaseline needs --target=…: it is for one changeset of one target. Targets: "
                    + String.join(", ", targets) + ".");
        }
        return PerTarget.run(context, target -> rebaseline(context, target));
    }

    private static CommandResult rebaseline(CommandContext context, String target) {
        MigrationRequest request = new MigrationRequest(
                target,
                RunTrigger.COMMAND,
                System.getProperty("user.name"),
                context.options().get("reason"));
        RebaselinedDescriptor answer = RebaselinedDescriptor.of(
                context.service().rebaseline(request, context.options().get("changeset")));
        Text text = new Text()
                .line(target + ": "
                        + (answer.changed() ? "the checksum is stored anew" : "the stored checksum is right already"))
                .entry("before", answer.before())
                .entry("after", answer.after())
                .entry("run", answer.run());
        return CommandResult.of(ExitCode.DONE, answer, text.toString());
    }
}
