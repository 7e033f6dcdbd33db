package io.github.safemigration.boot.actuate;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A custom change: code, which no preview can show. */
public final class NothingToDo implements CustomTaskChange {

    @Override
    public void execute(Database database) {}

    @Override
    public String getConfirmationMessage() {
        return "did nothing";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(ResourceAccessor resources) {}

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
