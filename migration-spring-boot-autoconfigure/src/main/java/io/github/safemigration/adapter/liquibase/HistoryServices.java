package io.github.safemigration.adapter.liquibase;

import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;

/**
 * Liquibase's registry of what it knows of the history of each database that it was ever shown. It keeps every one as long
 * as the JVM lives, connection and all; and each of our looks at a database is a new one to it.
 */
final class HistoryServices {

    private HistoryServices() {}

    /** Empties the registry; not in mid-run, as the run would read its history again for each changeset. */
    static void release() {
        if (LiquibaseRun.ONE_AT_A_TIME.tryLock()) {
            try {
                Scope.getCurrentScope()
                        .getSingleton(ChangeLogHistoryServiceFactory.class)
                        .resetAll();
            } finally {
                LiquibaseRun.ONE_AT_A_TIME.unlock();
            }
        }
    }
}
