package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.MigrationVersions;
import io.github.safemigration.boot.descriptor.MigrationsDescriptor;
import io.github.safemigration.boot.descriptor.TargetDescriptor;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code status}: compares each database with its changelog. */
final class StatusCommand implements MigrationCommand {

    private static final Logger logger = LoggerFactory.getLogger(StatusCommand.class);

    private final Supplier<MigrationVersions> versions;
    private final Clock clock;

    StatusCommand(Supplier<MigrationVersions> versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public CommandResult run(CommandContext context) {
        MigrationService service = context.service();
        return PerTarget.run(context, target -> status(service, target), targets -> describe(context, targets));
    }

    private MigrationsDescriptor describe(CommandContext context, List<Object> targets) {
        List<TargetStatus> statuses =
                context.targets().stream().map(context.service()::status).toList();
        return MigrationsDescriptor.of(
                targets.stream().map(TargetDescriptor.class::cast).toList(),
                statuses,
                versions.get(),
                context.service().notTakenOver());
    }

    /** A history that may not be read does not change how the target stands. */
    private static @Nullable MigrationRun newest(MigrationService service, String target) {
        try {
            List<MigrationRun> runs = service.history(target, 0, 1).runs();
            return runs.isEmpty() ? null : runs.get(0);
        } catch (MigrationException e) {
            logger.warn("{} The last run is left out.", e.sentence());
            return null;
        }
    }

    private CommandResult status(MigrationService service, String target) {
        if (service.status(target).state() == TargetState.OFF) {
            TargetDescriptor off = TargetDescriptor.of(service.status(target), null, null, clock.instant());
            return CommandResult.of(ExitCode.DONE, off, StatusText.of(off));
        }
        try {
            service.check(target);
            TargetDescriptor status = TargetDescriptor.of(
                            service.status(target),
                            newest(service, target),
                            service.lockHolder(target),
                            clock.instant())
                    .with(service.invalidIndexes(target));
            return CommandResult.of(ExitCode.of(status.state()), status, StatusText.of(status));
        } catch (MigrationException e) {
            TargetDescriptor status = TargetDescriptor.of(service.status(target), null, null, clock.instant());
            return new CommandResult(ExitCode.of(e.failure().kind()), status, StatusText.of(status), List.of(e));
        }
    }
}
