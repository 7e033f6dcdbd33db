package io.github.safemigration.boot.diagnostics;

import io.github.safemigration.engine.model.MigrationException;
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
        return new FailureAnalysis(FailureAdvice.description(cause), FailureAdvice.action(cause.failure()), cause);
    }
}
