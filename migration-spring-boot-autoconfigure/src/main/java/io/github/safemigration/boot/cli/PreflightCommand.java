package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.PreflightDescriptor;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.preflight.PreflightReport;
import java.util.List;
import java.util.Locale;

/** {@code preflight}: looks whether a run would succeed, as far as that is known beforehand. */
final class PreflightCommand implements MigrationCommand {

    @Override
    public String name() {
        return "preflight";
    }

    @Override
    public CommandResult run(CommandContext context) {
        return PerTarget.run(context, target -> preflight(context, target));
    }

    private static CommandResult preflight(CommandContext context, String target) {
        PreflightReport report = context.service().preflight(target);
        List<ExitCode> codes = report.at(CheckLevel.HALT).stream()
                .map(check -> ExitCode.of(check.failure().kind()))
                .toList();
        return CommandResult.of(ExitCode.gravest(codes), PreflightDescriptor.of(report), text(report));
    }

    private static String text(PreflightReport report) {
        Text text = new Text().line(report.target() + ": " + Text.words(report.level()));
        for (PreflightCheck check : report.checks()) {
            text.line(String.format(
                    Locale.ROOT, "  %-8s%-17s%s", Text.words(check.level()), check.name(), check.message()));
            if (check.remedy() != null) {
                text.line(" ".repeat(27) + check.remedy());
            }
        }
        return text.toString();
    }
}
