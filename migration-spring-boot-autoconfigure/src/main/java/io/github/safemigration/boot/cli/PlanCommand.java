package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.plan.MigrationPlan;

/** {@code plan}: shows what a run would do. */
final class PlanCommand implements MigrationCommand {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public CommandResult run(CommandContext context) {
        return PerTarget.run(context, target -> plan(context, target));
    }

    private static CommandResult plan(CommandContext context, String target) {
        MigrationPlan plan = context.service().plan(target);
        PlanDescriptor answer = PlanDescriptor.of(plan);
        // Changesets that run at every start are in the plan and yet not pending.
        boolean pending = plan.resulting().applied() > plan.current().applied();
        return CommandResult.of(pending ? ExitCode.PENDING : ExitCode.DONE, answer, answer.text());
    }
}
