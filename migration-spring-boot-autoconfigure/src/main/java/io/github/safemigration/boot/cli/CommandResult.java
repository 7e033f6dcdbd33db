package io.github.safemigration.boot.cli;

import java.util.List;

/**
 * The answer of a command.
 *
 * @param code how the process ends
 * @param document the answer for programs: a record, or a list of records
 * @param text the answer for people, or the script where SQL was asked for
 * @param failures what went wrong
 */
record CommandResult(ExitCode code, Object document, String text, List<Throwable> failures) {

    CommandResult {
        failures = List.copyOf(failures);
    }

    static CommandResult of(ExitCode code, Object document, String text) {
        return new CommandResult(code, document, text, List.of());
    }
}
