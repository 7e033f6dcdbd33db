package io.github.safemigration.corpus;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** Stands in for a product's own change in Java: on an empty database it has nothing to do. */
public class StandIn implements CustomTaskChange {

    @Override
    public void execute(@Nullable Database database) {}

    @Override
    public String getConfirmationMessage() {
        return "Nothing done";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(@Nullable ResourceAccessor resourceAccessor) {}

    @Override
    public ValidationErrors validate(@Nullable Database database) {
        return new ValidationErrors();
    }
}
