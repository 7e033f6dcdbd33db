package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.CreationTurn;
import io.github.safemigration.adapter.jdbc.Fence;
import io.github.safemigration.adapter.jdbc.JdbcDatabaseInfo;
import io.github.safemigration.adapter.jdbc.LockRow;
import io.github.safemigration.adapter.jdbc.ObservedConnection;
import io.github.safemigration.adapter.jdbc.StatementListener;
import io.github.safemigration.engine.changelog.ChangelogState;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.SchemaPosition;
import io.github.safemigration.engine.model.SchemaVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.jspecify.annotations.Nullable;

/** A connection with the changelog that is compared with it. Lives on one thread, within a {@link LiquibaseScope}. */
final class LiquibaseSession implements AutoCloseable {

    private final ManagedSpringLiquibase source;
    private final Connection connection;
    private final ListeningLiquibase liquibase;

    private LiquibaseSession(ManagedSpringLiquibase source, Connection connection, ListeningLiquibase liquibase) {
        this.source = source;
        this.connection = connection;
        this.liquibase = liquibase;
    }

    /**
     * Ends the transaction of what was read. One that stays open, idle, would keep another's CREATE INDEX CONCURRENTLY
     * waiting, and would not see what others have done since.
     */
    void endReading() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Opens one that does not change anything. */
    static LiquibaseSession open(ManagedSpringLiquibase source, DataSource connections)
            throws SQLException, LiquibaseException {
        return open(source, connections, (sql, connection) -> {}, () -> true);
    }

    /** Opens one that reads first. */
    static LiquibaseSession open(
            ManagedSpringLiquibase source,
            DataSource connections,
            StatementListener statements,
            BooleanSupplier reading)
            throws SQLException, LiquibaseException {
        Connection connection = ObservedConnection.of(connections.getConnection(), statements, reading);
        try {
            ListeningLiquibase liquibase = source.liquibase(connection, source.resources());
            return new LiquibaseSession(source, connection, liquibase);
        } catch (LiquibaseException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    ListeningLiquibase liquibase() {
        return liquibase;
    }

    Database database() {
        return liquibase.getDatabase();
    }

    /**
     * Parses the changelog as the user's customizer wants it. Liquibase would open a transaction first and leave it idle
     * meanwhile; and with a database in scope its parser creates DATABASECHANGELOG. So: neither.
     */
    DatabaseChangeLog parse() throws LiquibaseException, SQLException {
        source.customize(liquibase);
        endReading();
        return liquibase.getDatabaseChangeLog();
    }

    /** Liquibase creates its tables before it validates: a changelog that does not hold must not leave even those. */
    void validateUntouched(DatabaseChangeLog changelog) throws Exception {
        if (database().getRanChangeSetList().isEmpty()) {
            validateAsARun(changelog);
        }
    }

    /** As a run does it, with the preconditions of the changelog as a whole. */
    void validateAsARun(DatabaseChangeLog changelog) throws Exception {
        Scope.child(Scope.Attr.database, database(), () -> changelog.validate(database(), contexts(), labels()));
    }

    /**
     * Creates Liquibase's tables where they are missing. Liquibase does so before it has its lock: processes that start
     * at once on an empty database would fail, or empty the lock table that another one has just locked.
     */
    void createTables() throws LiquibaseException, SQLException {
        if (!database().getRanChangeSetList().isEmpty()) {
            return;
        }
        if (database().getClass() == PostgresDatabase.class) {
            List<String> missing = new ChangelogTables(database(), "").missing();
            endReading();
            CreationTurn.create(connection, missing);
        }
        forget();
        try {
            history().init();
        } catch (DatabaseException e) {
            database().rollback();
            forget();
            // Plain Liquibase in another process knows nothing of our turns.
            if (!SnapshotGeneratorFactory.getInstance().hasDatabaseChangeLogTable(database())) {
                throw e;
            }
        }
        LockServiceFactory.getInstance().getLockService(database()).init();
    }

    private ChangeLogHistoryService history() {
        return Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database());
    }

    /** Finds applied changesets that were edited, and doubled ones, unless the run would not mind them. */
    void validateReading(DatabaseChangeLog changelog) throws LiquibaseException {
        if (!source.isClearCheckSums() && !source.isDropFirst()) {
            ReadingValidator.validate(changelog, database(), contexts(), labels());
        }
    }

    Contexts contexts() {
        return new Contexts(source.getContexts());
    }

    LabelExpression labels() {
        return new LabelExpression(source.getLabelFilter());
    }

    /** What would run now, in order. Checksums are computed within the scope of the database, as they depend on it. */
    List<ChangeSet> pending(DatabaseChangeLog changelog) throws LiquibaseException {
        return PendingChangesets.of(changelog, database(), contexts(), labels(), source.getTag());
    }

    ChangelogState state(List<ChangeSet> pending) throws LiquibaseException, SQLException {
        List<RanChangeSet> ran = database().getRanChangeSetList();
        List<ChangesetId> recurring = PendingChangesets.recurring(pending, ran);
        return new ChangelogState(
                JdbcDatabaseInfo.of(connection),
                version(ran),
                pending.stream()
                        .map(ChangesetIds::of)
                        .filter(id -> !recurring.contains(id))
                        .toList(),
                recurring,
                pending.stream()
                        .collect(Collectors.toMap(
                                ChangesetIds::of, PendingChangesets::checksum, (first, second) -> first)));
    }

    SchemaPosition position() throws LiquibaseException, SQLException {
        return new SchemaPosition(
                JdbcDatabaseInfo.of(connection), version(database().getRanChangeSetList()));
    }

    private static SchemaVersion version(List<RanChangeSet> ran) {
        @Nullable String tag = null;
        @Nullable String last = null;
        for (RanChangeSet changeset : ran) {
            tag = changeset.getTag() == null ? tag : changeset.getTag();
            last = ChangesetIds.of(changeset).toString();
        }
        return new SchemaVersion(tag, last, ran.size(), null);
    }

    /** Makes Liquibase read its history again: somebody else may have written it meanwhile. */
    void forget() {
        history().reset();
    }

    Connection connection() {
        return connection;
    }

    /** The name of Liquibase's history table as SQL wants it. */
    String historyTable() {
        return database()
                .escapeTableName(
                        database().getLiquibaseCatalogName(),
                        database().getLiquibaseSchemaName(),
                        database().getDatabaseChangeLogTableName());
    }

    /** The lock table's name as SQL wants it. */
    String lockTable() {
        return database()
                .escapeTableName(
                        database().getLiquibaseCatalogName(),
                        database().getLiquibaseSchemaName(),
                        database().getDatabaseChangeLogLockTableName());
    }

    /** What is locked, the same for every process on this database. */
    String lockName() {
        return database().getLiquibaseSchemaName() + "." + database().getDatabaseChangeLogLockTableName();
    }

    @Nullable
    LockHolder lockHolder(Fence fence) throws SQLException {
        LockRow.@Nullable Holder row = LockRow.readWithin(connection, lockTable());
        return row == null ? null : ChangelogLock.seen(row, fence.underWay(lockName(), row.lockedBy()));
    }

    /** The statement that makes names mean in another session what they mean in this one. PostgreSQL only. */
    String searchPath() throws LiquibaseException {
        String value = Scope.getCurrentScope()
                .getSingleton(ExecutorService.class)
                .getExecutor("jdbc", database())
                .queryForObject(new RawParameterizedSqlStatement("show search_path"), String.class);
        return "SET search_path TO " + (value.isBlank() ? "''" : value);
    }

    @Override
    public void close() throws DatabaseException {
        database().close();
    }
}
