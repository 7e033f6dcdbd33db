package io.github.safemigration.boot.diagnostics;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Analyzes every failure of a migration: what happened, what is unchanged, what to do next. */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> implements Ordered {

    /** Before Spring Boot's analyzers, which would find Liquibase's exceptions among the causes. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
        Failure failure = cause.failure();
        Remedy remedy = Remedy.of(failure.kind());
        List<String> description = new ArrayList<>();
        description.add("Target '" + cause.target() + "': " + sentence(failure.message()));
        String where = where(failure);
        if (!where.isEmpty()) {
            description.add(where);
        }
        description.add(failure.changeset() == null ? remedy.unchanged() : Remedy.UNCHANGED_IN_RUN);
        return new FailureAnalysis(String.join(System.lineSeparator(), description), action(failure, remedy), cause);
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

    private static String action(Failure failure, Remedy remedy) {
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
