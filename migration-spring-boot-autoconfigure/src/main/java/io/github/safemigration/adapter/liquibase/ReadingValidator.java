package io.github.safemigration.adapter.liquibase;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.exception.ValidationFailedException;

/**
 * Validates as much of a changelog as can be seen without running anything of it: neither preconditions nor changes that
 * are code are asked.
 */
final class ReadingValidator extends ValidatingVisitor {

    private ReadingValidator(Database database) throws LiquibaseException {
        super(database.getRanChangeSetList());
    }

    static void validate(DatabaseChangeLog changelog, Database database, Contexts contexts, LabelExpression labels)
            throws LiquibaseException {
        ReadingValidator validator = new ReadingValidator(database);
        new ChangeLogIterator(
                        changelog,
                        new DbmsChangeSetFilter(database),
                        new ContextChangeSetFilter(contexts),
                        new LabelChangeSetFilter(labels))
                .run(validator, new RuntimeEnvironment(database, contexts, labels));
        if (!validator.validationPassed()) {
            throw new ValidationFailedException(validator);
        }
    }

    @Override
    protected void validateChange(ChangeSet changeset, Database database, Change change, boolean shouldValidate) {
        if (!SqlRenderer.isOpaque(change)) {
            super.validateChange(changeset, database, change, false);
        }
    }
}
