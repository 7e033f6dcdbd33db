package io.github.safemigration.adapter.liquibase;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.statement.core.RawParameterizedSqlStatement;

/**
 * Has the server look once a second whether we are still there while a statement of ours runs: else that of a process that
 * was killed goes on to its end, with all its locks (PostgreSQL manual, 19.3.2, {@code client_connection_check_interval}).
 */
final class ClientWatch {

    private static final int FIRST_VERSION = 14;

    private ClientWatch() {}

    /** Begins with the first change of a changeset; before it Liquibase would roll the setting back. */
    static void begin(Database database, boolean inTransaction) {
        try {
            if (database.getClass() == PostgresDatabase.class && database.getDatabaseMajorVersion() >= FIRST_VERSION) {
                String scope = inTransaction ? "local " : "";
                Scope.getCurrentScope()
                        .getSingleton(ExecutorService.class)
                        .getExecutor("jdbc", database)
                        .execute(new RawParameterizedSqlStatement(
                                "set " + scope + "client_connection_check_interval = '1s'"));
            }
        } catch (DatabaseException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }
}
