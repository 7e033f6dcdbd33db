package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.ChangelogMemory;
import io.github.safemigration.adapter.jdbc.HistoryTables;
import io.github.safemigration.adapter.jdbc.JdbcHistory;
import io.github.safemigration.adapter.jdbc.JdbcJournal;
import io.github.safemigration.adapter.jdbc.JdbcPing;
import io.github.safemigration.adapter.jdbc.ProductCatalogReader;
import io.github.safemigration.adapter.jdbc.ProductEffects;
import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.adapter.liquibase.LiquibaseChangelog;
import io.github.safemigration.adapter.liquibase.LiquibaseSurroundings;
import io.github.safemigration.adapter.liquibase.LockPolicy;
import io.github.safemigration.adapter.liquibase.ManagedSpringLiquibase;
import io.github.safemigration.adapter.postgresql.ExaminedTarget;
import io.github.safemigration.adapter.postgresql.PostgresCatalogReader;
import io.github.safemigration.adapter.postgresql.PostgresEffects;
import io.github.safemigration.adapter.postgresql.PostgresExaminer;
import io.github.safemigration.adapter.postgresql.PostgresGrants;
import io.github.safemigration.adapter.postgresql.PostgresLock;
import io.github.safemigration.boot.startup.StartupHold;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.OnUnknownChangesets;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.recovery.Recovery;
import io.github.safemigration.engine.workflow.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a target, with its adapters, from a Liquibase bean of the application. */
final class TargetFactory {

    private static final String CHANGELOG_TABLE = "databasechangelog";
    private static final String LOCK_TABLE = "databasechangeloglock";

    private static final List<String> OUR_TABLES = List.of(
            "run",
            "history",
            "version",
            "approval",
            "backup",
            "lock",
            "state",
            "statement",
            "journal",
            "usage",
            "backfill",
            "drift");

    private final MigrationConnections connections;
    private final MigrationHistoryProperties history;
    private final Redactor redactor;
    private final Migrator migrator;
    private final DatabaseAccess access;
    private final Map<String, JdbcPing> pings = new ConcurrentHashMap<>();

    TargetFactory(
            MigrationConnections connections,
            MigrationHistoryProperties history,
            Redactor redactor,
            Migrator migrator,
            DatabaseAccess access) {
        this.connections = connections;
        this.history = history;
        this.redactor = redactor;
        this.migrator = migrator;
        this.access = access;
    }

    Target create(String name, ManagedSpringLiquibase liquibase) {
        return create(name, name, liquibase);
    }

    /** The way is the name of the target whose way to the database this one goes. */
    Target create(String name, String way, ManagedSpringLiquibase liquibase) {
        DataSource ours = connections(way, liquibase.getDataSource());
        pings.put(name, new JdbcPing(ours));
        Redactor redacting = redactor.and(secrets(liquibase));
        PostgresExaminer examiner = new PostgresExaminer(examined(name, ours, liquibase), ours, redacting);
        HistoryTables tables = new HistoryTables(schema(liquibase), history.tablePrefix());
        JdbcHistory kept = new JdbcHistory(name, ours, tables, redacting, history.limits());
        LiquibaseSurroundings surroundings = new LiquibaseSurroundings(
                ours,
                redacting,
                migrator.clock(),
                new PostgresLock(ours),
                migrator.owner(),
                migrator.locks(),
                kept.fence(),
                migrator.hold()::pauseFor,
                migrator.stop(),
                connections.lane(liquibase.getDataSource()),
                new PostgresGrants(access.grantTo(), ignoredTables(liquibase)),
                examiner::sessionsLast,
                new ChangelogMemory(migrator.build(name), ours, tables),
                migrator.onUnknown());
        return new Target(
                name,
                new LiquibaseChangelog(name, liquibase, surroundings),
                kept,
                new ProductCatalogReader(
                        name, ours, new PostgresCatalogReader(name, ours, ignoredTables(liquibase), redacting)),
                examiner,
                new Recovery(
                        new JdbcJournal(kept),
                        new ProductEffects(
                                ours, new PostgresEffects(name, ours, liquibase.getDefaultSchema(), redacting)),
                        migrator.locks().patientTimeout()));
    }

    private ExaminedTarget examined(String name, DataSource ours, ManagedSpringLiquibase liquibase) {
        return new ExaminedTarget(
                name,
                DataSourceAddress.of(ours) instanceof String url ? url : null,
                liquibase.getDefaultSchema(),
                liquibase.historySchema(),
                Objects.requireNonNullElse(liquibase.getDatabaseChangeLogTable(), CHANGELOG_TABLE),
                Objects.requireNonNullElse(liquibase.getDatabaseChangeLogLockTable(), LOCK_TABLE),
                OUR_TABLES.stream().map(table -> history.tablePrefix() + table).toList(),
                access.grantTo(),
                access.userOf(name));
    }

    Redactor redactor() {
        return redactor;
    }

    /** Hands out connections of our own. */
    DataSource connections(String way, DataSource applications) {
        return connections.of(way, applications);
    }

    /** What measures the round trip to the database of each target, by the target's name. */
    Map<String, JdbcPing> pings() {
        return Map.copyOf(pings);
    }

    private @Nullable String schema(ManagedSpringLiquibase liquibase) {
        return history.schema() == null ? liquibase.historySchema() : history.schema();
    }

    private static List<String> secrets(ManagedSpringLiquibase liquibase) {
        return liquibase.parameters().entrySet().stream()
                .filter(parameter -> Redactor.isSecretName(parameter.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<String> ignoredTables(ManagedSpringLiquibase liquibase) {
        List<String> ignored = new ArrayList<>();
        OUR_TABLES.forEach(table -> ignored.add(history.tablePrefix() + table));
        ignored.add(Objects.requireNonNullElse(liquibase.getDatabaseChangeLogTable(), CHANGELOG_TABLE));
        ignored.add(Objects.requireNonNullElse(liquibase.getDatabaseChangeLogLockTable(), LOCK_TABLE));
        return ignored;
    }

    /**
     * The process that migrates.
     *
     * @param application what runs in it
     * @param clock tells its time
     * @param hold ends its waiting
     * @param stop ends its runs
     * @param locks how long it waits for locks
     * @param onUnknown what it does about applied changesets that its changelog does not have
     */
    record Migrator(
            ApplicationInfo application,
            Clock clock,
            StartupHold hold,
            RunStop stop,
            LockPolicy locks,
            OnUnknownChangesets onUnknown) {

        ChangelogMemory.Build build(String target) {
            return new ChangelogMemory.Build(target, application.name(), application.version());
        }

        /** For those who wait for a lock of this process. */
        String owner() {
            String version = application.version() == null ? "" : " " + application.version();
            return application.host() + " (" + application.name() + version + ")";
        }
    }
}
