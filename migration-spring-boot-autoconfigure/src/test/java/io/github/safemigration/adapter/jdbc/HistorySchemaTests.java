package io.github.safemigration.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@DatabaseTest(perMethod = true)
class HistorySchemaTests {

    private static final String TABLES = "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
            + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";

    @Test
    void processesThatStartAtOnceCreateTheTablesOnce(FreshDatabase database) throws Exception {
        int processes = 6;
        CyclicBarrier together = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                String target = "target" + i;
                all.add(threads.submit(() -> {
                    JdbcHistory history = RecordedRun.history(database, target, new HistoryTables(null, "migration_"));
                    together.await();
                    history.begin(RecordedRun.start(target, target, RecordedRun.NOON));
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(database.value("SELECT string_agg(version::text, ',') FROM migration_version"))
                .isEqualTo("1,2");
        assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo(processes + "");
    }

    @Test
    void theNextProcessFindsTheTablesAndLeavesThemAsTheyAre(FreshDatabase database) {
        record(database, "r1");
        String installed = database.value("SELECT max(installed_at) FROM migration_version");
        record(database, "r2");

        assertThat(database.value("SELECT max(installed_at) FROM migration_version"))
                .isEqualTo(installed);
        assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo("2");
    }

    @Test
    void tablesOfALaterVersionOfOursAreWrittenToAndNotTouched(FreshDatabase database) {
        record(database, "r1");
        database.execute(
                "ALTER TABLE migration_run ADD approval text",
                "ALTER TABLE migration_history ADD reviewer text DEFAULT 'nobody'",
                "INSERT INTO migration_version VALUES (99, now())");
        record(database, "r2");

        assertThat(database.value("SELECT count(*) FROM migration_run WHERE outcome = 'SUCCEEDED'"))
                .isEqualTo("2");
        assertThat(database.value("SELECT string_agg(version::text, ',' ORDER BY version) FROM migration_version"))
                .isEqualTo("1,2,99");
    }

    @Test
    void tablesThatWereDroppedWithAllTheOthersAreCreatedAgain(FreshDatabase database) {
        JdbcHistory history = RecordedRun.history(database);
        history.begin(RecordedRun.start("r1", "default", RecordedRun.NOON));
        database.execute("DROP TABLE migration_history, migration_run, migration_version");

        assertThat(history.runs(0, 50).total()).isZero();
        history.begin(RecordedRun.start("r2", "default", RecordedRun.NOON));

        assertThat(history.runs(0, 50).total()).isEqualTo(1);
    }

    @Test
    void anotherSchemaAndAnotherPrefixAreHonoured(FreshDatabase database) {
        database.execute("CREATE SCHEMA \"Audit\"");
        JdbcHistory history = RecordedRun.history(database, "default", new HistoryTables("Audit", "mig_"));
        history.begin(RecordedRun.start("r1", "default", RecordedRun.NOON));
        RecordedRun.append(history, "r1", RecordedRun.executed("1", "select 1"));
        history.finish(RecordedRun.succeeded("r1"));

        assertThat(database.query(TABLES))
                .extracting(row -> row.get("name"))
                .containsExactly(
                        "Audit.mig_history",
                        "Audit.mig_lock",
                        "Audit.mig_run",
                        "Audit.mig_state",
                        "Audit.mig_statement",
                        "Audit.mig_version");
        assertThat(history.attempts("r1")).hasSize(1);
    }

    @Test
    void aSchemaIsFoundInTheDatabasesSpelling(FreshDatabase database) {
        database.execute("CREATE SCHEMA audit", "CREATE SCHEMA auditx");
        JdbcHistory history = RecordedRun.history(database, "default", new HistoryTables("AUDIT", "migration_"));
        history.begin(RecordedRun.start("r1", "default", RecordedRun.NOON));

        assertThat(database.query(TABLES))
                .extracting(row -> row.get("name"))
                .containsExactly(
                        "audit.migration_history",
                        "audit.migration_lock",
                        "audit.migration_run",
                        "audit.migration_state",
                        "audit.migration_statement",
                        "audit.migration_version");
    }

    @Test
    void aPrefixThatCouldBeMoreThanANameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryTables(null, "m; drop table orders; --"))
                .withMessageContaining("migration.history.table-prefix");
    }

    private static void record(FreshDatabase database, String id) {
        JdbcHistory history = RecordedRun.history(database);
        history.begin(RecordedRun.start(id, "default", RecordedRun.NOON));
        RecordedRun.append(history, id, RecordedRun.executed("1", "select 1"));
        history.finish(RecordedRun.succeeded(id));
    }
}
