package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.exception.LiquibaseException;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.sqlgenerator.core.MarkChangeSetRanGenerator;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.InsertStatement;
import liquibase.statement.core.UpdateStatement;
import liquibase.structure.core.Column;
import liquibase.util.StringUtil;
import org.jspecify.annotations.Nullable;

/** Liquibase's two tables as statements for PostgreSQL: what creates them, what asks them, what writes a row. */
final class ChangelogTables {

    private static final int SHORT_TEXT = 250;

    private final Database database;
    private final String deploymentId;

    ChangelogTables(Database database, String deploymentId) {
        this.database = database;
        this.deploymentId = deploymentId;
    }

    /** The statements that create what is not there, for whoever runs them. */
    List<String> missing() throws LiquibaseException {
        List<String> statements = new ArrayList<>();
        SnapshotGeneratorFactory snapshots = SnapshotGeneratorFactory.getInstance();
        if (!snapshots.hasDatabaseChangeLogTable(database)) {
            statements.addAll(render(new CreateDatabaseChangeLogTableStatement()));
        }
        if (!snapshots.hasDatabaseChangeLogLockTable(database)) {
            statements.addAll(render(new CreateDatabaseChangeLogLockTableStatement()));
            statements.addAll(render(new InitializeDatabaseChangeLogLockTableStatement()));
        }
        return statements;
    }

    /** The same where somebody else runs them. */
    List<String> missingForUs() throws LiquibaseException {
        List<String> statements = new ArrayList<>(missing());
        if (!statements.isEmpty()) {
            statements.add("GRANT ALL ON " + historyTable() + ", " + lockTable() + " TO " + user());
        }
        return statements;
    }

    /** Who migrates when no script does; somebody else may run the script. */
    private String user() throws LiquibaseException {
        return "\"" + database.getConnection().getConnectionUserName().replace("\"", "\"\"") + "\"";
    }

    /**
     * Fails unless nobody migrates and so many changesets are applied. The row lock keeps Liquibase from taking its lock
     * until the transaction ends, and is gone with it.
     */
    String guard(int applied) {
        return """
                DO $guard$ BEGIN
                  PERFORM 1 FROM %s WHERE id = 1 AND NOT locked FOR UPDATE;
                  IF NOT FOUND THEN
                    RAISE EXCEPTION 'The changelog lock is held: somebody is migrating this database.';
                  END IF;
                  IF (SELECT count(*) FROM %s) <> %d THEN
                    RAISE EXCEPTION 'This is not the database that the script was written for, or it has been migrated since: %s should be applied here.';
                  END IF;
                END $guard$""".formatted(lockTable(), historyTable(), applied, Counted.of(applied, "changeset"));
    }

    /** What Liquibase writes after the changeset has run; its own generator would ask a table that may not be there yet. */
    List<String> mark(ChangeSet changeset, boolean ranBefore) {
        return ranBefore ? render(update(changeset)) : render(insert(changeset));
    }

    private InsertStatement insert(ChangeSet changeset) {
        InsertStatement insert = new InsertStatement(
                catalog(), database.getLiquibaseSchemaName(), database.getDatabaseChangeLogTableName());
        insert.addColumnValue("ID", changeset.getId());
        insert.addColumnValue("AUTHOR", changeset.getAuthor());
        insert.addColumnValue("FILENAME", changeset.getFilePath());
        insert.addColumnValue("DATEEXECUTED", new DatabaseFunction(database.getCurrentDateTimeFunction()));
        insert.addColumnValue("ORDEREXECUTED", nextOrder());
        insert.addColumnValue("MD5SUM", checksum(changeset));
        insert.addColumnValue("DESCRIPTION", cut(changeset.getDescription()));
        insert.addColumnValue("COMMENTS", cut(changeset.getComments()));
        insert.addColumnValue("EXECTYPE", ChangeSet.ExecType.EXECUTED.value);
        insert.addColumnValue("CONTEXTS", changeset.buildFullContext());
        insert.addColumnValue("LABELS", changeset.buildFullLabels());
        insert.addColumnValue("LIQUIBASE", MarkChangeSetRanGenerator.getLiquibaseBuildVersion());
        insert.addColumnValue("DEPLOYMENT_ID", deploymentId);
        @Nullable String tag = MarkChangeSetRanGenerator.getTagFromChangeset(changeset);
        if (tag != null) {
            insert.addColumnValue("TAG", tag);
        }
        return insert;
    }

    private UpdateStatement update(ChangeSet changeset) {
        UpdateStatement update = new UpdateStatement(
                catalog(), database.getLiquibaseSchemaName(), database.getDatabaseChangeLogTableName());
        update.addNewColumnValue("DATEEXECUTED", new DatabaseFunction(database.getCurrentDateTimeFunction()));
        update.addNewColumnValue("ORDEREXECUTED", nextOrder());
        update.addNewColumnValue("MD5SUM", checksum(changeset));
        update.addNewColumnValue("EXECTYPE", ChangeSet.ExecType.RERAN.value);
        update.addNewColumnValue("DEPLOYMENT_ID", deploymentId);
        update.addNewColumnValue("COMMENTS", cut(changeset.getComments()));
        update.addNewColumnValue("CONTEXTS", changeset.buildFullContext());
        update.addNewColumnValue("LABELS", changeset.buildFullLabels());
        update.addNewColumnValue("LIQUIBASE", MarkChangeSetRanGenerator.getLiquibaseBuildVersion());
        update.addNewColumnValue("DESCRIPTION", cut(changeset.getDescription()));
        update.setWhereClause(
                column("ID") + " = ? AND " + column("AUTHOR") + " = ? AND " + column("FILENAME") + " = ?");
        update.addWhereParameters(changeset.getId(), changeset.getAuthor(), changeset.getFilePath());
        return update;
    }

    private DatabaseFunction nextOrder() {
        return new DatabaseFunction("(SELECT coalesce(max(orderexecuted), 0) + 1 FROM " + historyTable() + ")");
    }

    private String historyTable() {
        return database.escapeTableName(
                catalog(), database.getLiquibaseSchemaName(), database.getDatabaseChangeLogTableName());
    }

    private String lockTable() {
        return database.escapeTableName(
                catalog(), database.getLiquibaseSchemaName(), database.getDatabaseChangeLogLockTableName());
    }

    private @Nullable String catalog() {
        return database.getLiquibaseCatalogName();
    }

    private String column(String name) {
        return database.escapeObjectName(name, Column.class);
    }

    private List<String> render(SqlStatement statement) {
        ObjectQuotingStrategy quoting = database.getObjectQuotingStrategy();
        // As Liquibase does for its own tables.
        database.setObjectQuotingStrategy(ObjectQuotingStrategy.LEGACY);
        try {
            return Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(statement, database))
                    .map(Sql::toSql)
                    .toList();
        } finally {
            database.setObjectQuotingStrategy(quoting);
        }
    }

    private static String checksum(ChangeSet changeset) {
        return changeset.generateCheckSum(ChecksumVersion.latest()).toString();
    }

    private static String cut(@Nullable String text) {
        return StringUtil.limitSize(text == null ? "" : text.strip(), SHORT_TEXT);
    }
}
