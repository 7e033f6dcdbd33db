package io.github.safemigration.boot.diagnostics;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** What there is to say about a failure of a migration: what happened, what is unchanged, what to do next. */
public final class FailureAdvice {

    private FailureAdvice() {}

    /**
     * Says all of it, for the log of an application that does not end with the failure.
     *
     * @param cause the failure
     * @return several lines, free of secrets
     */
    public static String of(MigrationException cause) {
        return description(cause) + System.lineSeparator() + action(cause.failure());
    }

    static String description(MigrationException cause) {
        Failure failure = cause.failure();
        List<String> description = new ArrayList<>();
        description.add("Target '" + cause.target() + "': " + sentence(failure.message()));
        String where = where(failure);
        if (!where.isEmpty()) {
            description.add(where);
        }
        description.add(unchanged(failure));
        return String.join(System.lineSeparator(), description);
    }

    private static String unchanged(Failure failure) {
        if (failure.left() != null) {
            return failure.left();
        }
        return failure.changeset() == null || failure.kind() == FailureKind.UNCLEAR
                ? Remedy.of(failure.kind()).unchanged()
                : Remedy.UNCHANGED_IN_RUN;
    }

    private static String where(Failure failure) {
        List<String> parts = new ArrayList<>();
        if (failure.changeset() != null) {
            parts.add("In changeset " + failure.changeset());
        }
        if (failure.location() != null
                && (failure.changeset() == null
                        || !failure.location().equals(failure.changeset().path()))) {
            parts.add((parts.isEmpty() ? "In file " : "file ") + failure.location());
        }
        if (failure.sqlState() != null) {
            parts.add("SQLSTATE " + failure.sqlState());
        }
        if (failure.statement() != null) {
            parts.add("statement: " + oneLine(failure.statement()));
        }
        return String.join(", ", parts);
    }

    static String action(Failure failure) {
        Remedy remedy = Remedy.of(failure.kind());
        return failure.hint() == null ? remedy.action() : sentence(failure.hint()) + " " + remedy.action();
    }

    private static String sentence(String text) {
        String line = oneLine(text);
        return line.endsWith(".") || line.endsWith("…") ? line : line + ".";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
