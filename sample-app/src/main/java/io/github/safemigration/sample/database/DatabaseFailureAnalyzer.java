package io.github.safemigration.sample.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
