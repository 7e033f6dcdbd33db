package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.ResolvedDescriptor;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code resolve}: says whether the statement at which a changeset was interrupted has taken effect. */
final class ResolveCommand implements MigrationCommand {

    @Override
    public String name() {
        return "resolve";
    }

    @Override
    public Set<String> options() {
        return Set.of("changeset", "as", "reason");
    }

    @Override
    public CommandResult run(CommandContext context) {
        String changeset = required(context, "changeset", "the changeset, as path::id::author");
        String as = required(context, "as", "applied or not-applied");
        if (!as.equals("applied") && !as.equals("not-applied")) {
            throw new UsageException("--as takes applied or not-applied, not '" + as + "'.");
        }
        if (context.targets().size() != 1) {
            throw new UsageException("Which target? Name it: --target=" + String.join(" or ", context.targets()) + ".");
        }
        return PerTarget.run(context, target -> resolve(context, target, changeset, as.equals("applied")));
    }

    private static CommandResult resolve(CommandContext context, String target, String changeset, boolean applied) {
        MigrationRequest request = new MigrationRequest(
                target,
                RunTrigger.COMMAND,
                System.getProperty("user.name"),
                context.options().get("reason"));
        ResolvedDescriptor resolved = ResolvedDescriptor.of(context.service().resolve(request, changeset, applied));
        Text text = new Text()
                .line(target + ": " + changeset + " is resolved as " + resolved.as())
                .entry("statement", String.valueOf(resolved.statement()))
                .entry("run", resolved.run());
        return CommandResult.of(ExitCode.DONE, resolved, text.toString());
    }

    private static String required(CommandContext context, String option, String what) {
        @Nullable String value = context.options().get(option);
        if (value == null) {
            throw new UsageException("'resolve' needs --" + option + "=…: " + what + ".");
        }
        return value;
    }
}
