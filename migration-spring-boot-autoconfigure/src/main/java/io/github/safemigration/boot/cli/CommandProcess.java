package io.github.safemigration.boot.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The process that runs one command: its answer goes to standard output, all else that is printed to standard error. */
final class CommandProcess {

    private final CommandLine line;
    private final PrintStream out;
    private final CommandExit exit;
    private boolean over;

    private CommandProcess(CommandLine line, PrintStream out, CommandExit exit) {
        this.line = line;
        this.out = out;
        this.exit = exit;
    }

    static CommandProcess begin(CommandLine line, CommandExit exit) {
        CommandProcess process = new CommandProcess(line, System.out, exit);
        System.setOut(System.err);
        return process;
    }

    void run(ConfigurableApplicationContext context) {
        Complaint complaint = Complaint.in(context);
        ExitCode code;
        try {
            MigrationCommands commands =
                    context.getBeanProvider(MigrationCommands.class).getIfAvailable();
            if (commands == null) {
                throw new UsageException(CommandContext.NOTHING);
            }
            code = commands.run(line, out, complaint);
        } catch (RuntimeException | LinkageError e) {
            code = complaint.about(e);
        }
        end(context, code);
    }

    void fail(@Nullable ConfigurableApplicationContext context, Throwable failure) {
        if (!over) {
            end(context, Complaint.in(context).about(failure));
        }
    }

    private void end(@Nullable ConfigurableApplicationContext context, ExitCode code) {
        over = true;
        if (code != ExitCode.DONE) {
            System.err.println(line.command() + ": exit code " + code.code() + ", " + code.words());
        }
        // The shutdown hook would not: it leaves a context alone whose start ends the process.
        if (context != null) {
            context.close();
        }
        exit.exit(code.code());
    }
}
