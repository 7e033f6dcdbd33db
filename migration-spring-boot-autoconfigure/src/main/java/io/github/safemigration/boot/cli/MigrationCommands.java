package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.MigrationVersions;
import io.github.safemigration.engine.workflow.MigrationService;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands that there are. */
public final class MigrationCommands {

    private final List<MigrationCommand> commands;
    private final Supplier<MigrationService> service;
    private final @Nullable JsonWriter json;

    /**
     * Creates the commands.
     *
     * @param service gives the service once all targets are known to it; not asked before the command line is found good
     * @param versions looks up the versions to tell
     * @param json writes answers for programs, or null if nothing on the class path can
     */
    public MigrationCommands(
            Supplier<MigrationService> service, Supplier<MigrationVersions> versions, @Nullable JsonWriter json) {
        this.commands = List.of(
                new StatusCommand(versions, Clock.systemUTC()),
                new PlanCommand(),
                new PreflightCommand(),
                new MigrateCommand(),
                new HistoryCommand(),
                new ReleaseLockCommand(),
                new RebaselineCommand(),
                new ResolveCommand());
        this.service = service;
        this.json = json;
    }

    ExitCode run(CommandLine line, PrintStream out, Complaint complaint) {
        CommandRequest request = CommandRequest.of(line, command(line.command()));
        if (request.format() == CommandFormat.JSON && json == null) {
            throw new UsageException(
                    "--format=json needs Jackson: add spring-boot-starter-jackson to the application.");
        }
        try (Answer answer = Answer.to(request.output(), out)) {
            CommandResult result = request.command()
                    .run(new CommandContext(service.get(), request.target(), request.format(), request.options()));
            answer.write(request.format(), text(request.format(), result));
            result.failures().forEach(complaint::about);
            return result.code();
        }
    }

    private String text(CommandFormat format, CommandResult result) {
        return format == CommandFormat.JSON && json != null ? json.write(result.document()) : result.text();
    }

    private MigrationCommand command(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("Unknown command '" + name + "'. Commands: "
                        + commands.stream().map(MigrationCommand::name).collect(Collectors.joining(", ")) + "."));
    }
}
