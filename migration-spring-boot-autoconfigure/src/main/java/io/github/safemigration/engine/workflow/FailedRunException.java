package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.MigrationException;

/** A run that did not succeed; carries what came of it up to then. */
public class FailedRunException extends MigrationException {

    private final transient MigrationResult result;

    FailedRunException(MigrationException failure, MigrationResult result) {
        super(failure.target(), failure.failure(), failure.getCause());
        this.result = result;
        setStackTrace(failure.getStackTrace());
    }

    /**
     * What came of the run.
     *
     * @return how the target stands now, the run's id unless it failed before it began, and how many changesets it applied
     */
    public MigrationResult result() {
        return result;
    }
}
