package io.github.safemigration.adapter.liquibase;

import java.util.concurrent.atomic.AtomicInteger;
import liquibase.change.custom.CustomTaskChange;
import liquibase.change.custom.CustomTaskRollback;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** A change in code that counts how often it is executed, forward or back. */
public class TracingChange implements CustomTaskChange, CustomTaskRollback {

    static final AtomicInteger EXECUTIONS = new AtomicInteger();

    @Override
    public void execute(Database database) {
        EXECUTIONS.incrementAndGet();
    }

    @Override
    public void rollback(Database database) {
        EXECUTIONS.incrementAndGet();
    }

    @Override
    public String getConfirmationMessage() {
        return "traced";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(ResourceAccessor resourceAccessor) {}

    @Override
    public @Nullable ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
