package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.PlanDescriptor;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.workflow.MigrationScript;
import java.util.List;
import java.util.Set;

/** {@code plan}: shows what a run would do. */
final class PlanCommand implements MigrationCommand {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public CommandResult run(CommandContext context) {
        return context.format() == CommandFormat.SQL
                ? script(context)
                : PerTarget.run(context, target -> plan(context, target));
    }

    @Override
    public Set<CommandFormat> formats() {
        return Set.of(CommandFormat.values());
    }

    private static CommandResult script(CommandContext context) {
        List<String> targets = context.targets();
        if (targets.size() > 1) {
            throw new UsageException("--format=sql needs --target=…: a script is for one database. Targets: "
                    + String.join(", ", targets) + ".");
        }
        MigrationScript script = context.service().script(targets.get(0), System.getProperty("user.name"));
        boolean pending = script.changesets() > 0 || script.rest() != null;
        return CommandResult.of(pending ? ExitCode.PENDING : ExitCode.DONE, script, script.text());
    }

    private static CommandResult plan(CommandContext context, String target) {
        MigrationPlan plan = context.service().plan(target);
        PlanDescriptor answer = PlanDescriptor.of(plan);
        // Changesets that run at every start are in the plan and yet not pending.
        boolean pending = plan.resulting().applied() > plan.current().applied();
        return CommandResult.of(pending ? ExitCode.PENDING : ExitCode.DONE, answer, PlanText.of(answer));
    }
}
