package io.github.safemigration.adapter.liquibase;

import java.util.Map;
import java.util.concurrent.Callable;
import liquibase.Scope;
import liquibase.exception.LiquibaseException;

/** Runs a step with the resources of the application in scope, and with no database. */
final class ScopedResources implements AutoCloseable {

    private final String scope;

    ScopedResources(ManagedSpringLiquibase source) throws LiquibaseException {
        try {
            scope = Scope.enter(Map.of(Scope.Attr.resourceAccessor.name(), source.resources()));
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }

    <T> T call(Callable<T> step) throws LiquibaseException {
        try {
            return step.call();
        } catch (LiquibaseException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }

    @Override
    public void close() throws LiquibaseException {
        try {
            Scope.exit(scope);
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }
}
