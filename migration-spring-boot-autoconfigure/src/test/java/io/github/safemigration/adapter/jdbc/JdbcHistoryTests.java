package io.github.safemigration.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.changelog.LockTimes;
import io.github.safemigration.engine.history.ChangesetAttempt;
import io.github.safemigration.engine.history.HistoryPage;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.CatalogChange;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(perMethod = true)
class JdbcHistoryTests {

    @Test
    void aRunTellsWhoRanWhatAndWhyAndWhatCameOfIt(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        history.begin(RecordedRun.start("r1", "default", RecordedRun.NOON));
        history.finish(RecordedRun.succeeded("r1"));

        assertThat(history.run("r1"))
                .contains(new MigrationRun(
                        "r1",
                        "default",
                        RunKind.MIGRATION,
                        RunTrigger.COMMAND,
                        "ann",
                        null,
                        "shop",
                        "1.2.3",
                        "production,eu",
                        "pod-7",
                        "shop_owner",
                        "f".repeat(64),
                        2,
                        RecordedRun.NOON,
                        RecordedRun.NOON.plusSeconds(60),
                        RunOutcome.SUCCEEDED,
                        null,
                        null,
                        new SchemaVersion("v1", "changelog.sql::0::ann", 1, "a".repeat(64)),
                        new SchemaVersion("v2", "changelog.sql::2::ann", 3, "b".repeat(64)),
                        new CatalogChange(
                                List.of("table public.orders"), List.of("view public.v"), List.of("index public.i"))));
        assertThat(database.value("SELECT database_version FROM migration_run")).isEqualTo("PostgreSQL 18.6");
        assertThat(database.value("SELECT objects::json ->> 'added' FROM migration_run"))
                .isEqualTo("[\"table public.orders\"]");
    }

    @Test
    void eachAttemptOfAChangesetIsKeptInOrder(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        history.begin(RecordedRun.start("r1", "default", RecordedRun.NOON));
        RecordedRun.append(history, "r1", RecordedRun.executed("1", "create table orders ()", "create table lines ()"));
        RecordedRun.append(history, "r1", RecordedRun.failed("2"));

        assertThat(history.attempts("r1"))
                .containsExactly(
                        new ChangesetAttempt(
                                1,
                                new ChangesetId("changelog.sql", "1", "ann"),
                                "9:0123456789abcdef",
                                RecordedRun.NOON.plusSeconds(1),
                                Duration.ofMillis(250),
                                ChangesetOutcome.EXECUTED,
                                null,
                                null,
                                "create table orders ();\ncreate table lines ()",
                                "WRITTEN",
                                "drop table orders;\ndrop table lines",
                                LockTimes.ONCE),
                        new ChangesetAttempt(
                                2,
                                new ChangesetId("changelog.sql", "2", "ann"),
                                "9:0123456789abcdef",
                                RecordedRun.NOON.plusSeconds(1),
                                Duration.ofMillis(250),
                                ChangesetOutcome.FAILED,
                                "ERROR: table \"nowhere\" does not exist",
                                "42P01",
                                "drop table nowhere",
                                "WRITTEN",
                                "drop table orders;\ndrop table lines",
                                LockTimes.ONCE));
    }

    @Test
    void aRunThatWasLeftOpenIsClosedAsCrashedByTheNextOneOfItsTarget(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        JdbcHistory other = RecordedRun.history(database, "other", new HistoryTables(null, "migration_"));
        history.begin(RecordedRun.start("dead", "default", RecordedRun.NOON));
        RecordedRun.append(history, "dead", RecordedRun.executed("1", "select 1"));
        other.begin(RecordedRun.start("alive", "other", RecordedRun.NOON));

        history.begin(RecordedRun.start("next", "default", RecordedRun.NOON.plusSeconds(30)));

        MigrationRun dead = history.run("dead").orElseThrow();
        assertThat(dead.outcome()).isEqualTo(RunOutcome.CRASHED);
        assertThat(dead.finished()).isEqualTo(RecordedRun.NOON.plusSeconds(30));
        assertThat(dead.after()).isNull();
        assertThat(history.attempts("dead")).hasSize(1);
        assertThat(history.run("next").orElseThrow().outcome()).isNull();
        assertThat(other.run("alive").orElseThrow().outcome()).isNull();
    }

    @Test
    void pagesHoldTheNewestRunsOfTheTargetFirst(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        JdbcHistory other = RecordedRun.history(database, "other", new HistoryTables(null, "migration_"));
        other.begin(RecordedRun.start("foreign", "other", RecordedRun.NOON));
        for (int i = 1; i <= 7; i++) {
            history.begin(RecordedRun.start("r" + i, "default", RecordedRun.NOON.plusSeconds(i)));
        }

        assertThat(ids(history.runs(0, 3))).containsExactly("r7", "r6", "r5");
        assertThat(ids(history.runs(2, 3))).containsExactly("r1");
        assertThat(ids(history.runs(3, 3))).isEmpty();
        assertThat(history.runs(3, 3).total()).isEqualTo(7);
        assertThat(history.run("foreign")).isEmpty();
    }

    private static List<String> ids(HistoryPage page) {
        return page.runs().stream().map(MigrationRun::id).toList();
    }

    @Test
    void readingADatabaseWithoutHistoryFindsNothingAndWritesNothing(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);

        assertThat(history.runs(0, 50).total()).isZero();
        assertThat(history.run("r1")).isEmpty();
        assertThat(history.attempts("r1")).isEmpty();
        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname LIKE 'migration%'"))
                .isEmpty();
    }

    @Test
    void namesThatAreTooLongAreCutAndDoNotCostTheRow(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        ApplicationInfo application =
                new ApplicationInfo("a".repeat(300), "v".repeat(300), "profile,".repeat(50), "h".repeat(300));
        history.begin(RecordedRun.startBy(application));

        assertThat(history.run("r1").orElseThrow().application()).isEqualTo("a".repeat(255));
    }
}
