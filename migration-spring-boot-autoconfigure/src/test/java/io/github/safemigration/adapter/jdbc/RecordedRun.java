package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.history.HistoryLimits;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.CatalogChange;
import io.github.safemigration.testsupport.FreshDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records runs as the workflow does. */
final class RecordedRun {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

    private static final ApplicationInfo SHOP = new ApplicationInfo("shop", "1.2.3", "production,eu", "pod-7");

    private static final DatabaseInfo DATABASE =
            new DatabaseInfo("PostgreSQL", "18.6", "db.example", 5432, "shop", "shop_owner", "pgJDBC 42");

    private RecordedRun() {}

    static JdbcHistory history(FreshDatabase database) {
        return history(database, "default", new HistoryTables(null, "migration_"));
    }

    static JdbcHistory history(FreshDatabase database, String target, HistoryTables tables) {
        return new JdbcHistory(
                target,
                database.dataSource(),
                tables,
                new Redactor(List.of()),
                new HistoryLimits(100, Duration.ofDays(90)));
    }

    static RunStart start(String id, String target, Instant started) {
        return start(id, target, started, SHOP);
    }

    static RunStart startBy(ApplicationInfo application) {
        return start("r1", "default", NOON, application);
    }

    private static RunStart start(String id, String target, Instant started, ApplicationInfo application) {
        return new RunStart(
                id,
                target,
                RunKind.MIGRATION,
                RunTrigger.COMMAND,
                "ann",
                null,
                application,
                DATABASE,
                "f".repeat(64),
                2,
                started,
                new SchemaVersion("v1", "changelog.sql::0::ann", 1, "a".repeat(64)));
    }

    static RunEnd succeeded(String id) {
        return new RunEnd(
                id,
                RunOutcome.SUCCEEDED,
                NOON.plusSeconds(60),
                null,
                new SchemaVersion("v2", "changelog.sql::2::ann", 3, "b".repeat(64)),
                new CatalogChange(List.of("table public.orders"), List.of("view public.v"), List.of("index public.i")));
    }

    static ChangesetResult executed(String id, String... sql) {
        return new ChangesetResult(
                new ChangesetId("changelog.sql", id, "ann"),
                "9:0123456789abcdef",
                ChangesetOutcome.EXECUTED,
                List.of(sql),
                null);
    }

    static ChangesetResult failed(String id) {
        return new ChangesetResult(
                new ChangesetId("changelog.sql", id, "ann"),
                "9:0123456789abcdef",
                ChangesetOutcome.FAILED,
                List.of("drop table nowhere"),
                new Failure(
                        FailureKind.BAD_SQL,
                        "ERROR: table \"nowhere\" does not exist",
                        null,
                        null,
                        "drop table nowhere",
                        "42P01",
                        null));
    }

    static void append(JdbcHistory history, String run, ChangesetResult result) {
        history.append(
                run,
                result,
                new Rollback(Rollback.Kind.WRITTEN, List.of("drop table orders", "drop table lines")),
                NOON.plusSeconds(1),
                Duration.ofMillis(250));
    }
}
