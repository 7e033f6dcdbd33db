package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.UnansweredDescriptor;
import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.workflow.InvalidRequestException;
import io.github.safemigration.engine.workflow.UnknownTargetException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Does something to each target that was asked for; one that fails does not keep the others from theirs. */
final class PerTarget {

    private PerTarget() {}

    static CommandResult run(CommandContext context, Function<String, CommandResult> command) {
        return run(context, command, AnswersDescriptor::new);
    }

    /** The same, where the answer for programs is more than what each target answers. */
    static CommandResult run(
            CommandContext context, Function<String, CommandResult> command, Function<List<Object>, Object> document) {
        List<CommandResult> results = context.service().each(context.targets(), target -> one(target, command));
        List<Object> documents = results.stream().map(CommandResult::document).toList();
        return new CommandResult(
                ExitCode.gravest(results.stream().map(CommandResult::code).toList()),
                document.apply(documents),
                results.stream().map(CommandResult::text).collect(Collectors.joining(System.lineSeparator())),
                results.stream().flatMap(result -> result.failures().stream()).toList());
    }

    private static CommandResult one(String target, Function<String, CommandResult> command) {
        try {
            return command.apply(target);
        } catch (UsageException | UnknownTargetException | InvalidRequestException | UnknownChangesetException e) {
            throw e;
        } catch (MigrationException e) {
            return failed(target, e.failure(), e);
        } catch (RuntimeException e) {
            String what = e.getClass().getSimpleName() + ", told on standard error";
            return failed(target, Failure.of(FailureKind.UNEXPECTED, what), e);
        }
    }

    private static CommandResult failed(String target, Failure failure, RuntimeException cause) {
        return new CommandResult(
                ExitCode.of(failure.kind()),
                UnansweredDescriptor.of(target, failure),
                target + ": failed" + System.lineSeparator(),
                List.of(cause));
    }
}
