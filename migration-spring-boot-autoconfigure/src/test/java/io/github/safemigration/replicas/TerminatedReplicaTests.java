package io.github.safemigration.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod is asked to stop in mid-run (SIGTERM). */
@DatabaseTest(perMethod = true)
class TerminatedReplicaTests {

    private static final String SLEEPING = "select 1 from pg_stat_activity where datname = current_database()"
            + " and state = 'active' and query like 'select pg_sleep(3)%'";

    @Test
    void theChangesetThatIsBeingRunMayEndAndNoneIsBegun(FreshDatabase database, @TempDir Path folder) throws Exception {
        try (ReplicaProcess pod = ReplicaProcess.start(database, folder.resolve("pod"))) {
            inMidRun(database);
            pod.terminate();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> database.query(SLEEPING).isEmpty());
            awaitFree(database);
            await().atMost(Duration.ofSeconds(10)).until(pod::isOver);

            assertThat(pod.said()).contains("resume at changeset 4 of 5");
        }
        assertThat(database.value("SELECT count(*) FROM databasechangelog")).isEqualTo("3");
        assertThat(outcomes(database)).isEqualTo("STOPPED");
        resumes(database, folder);
    }

    @Test
    void aStatementThatTakesLongerThanTheGraceIsCancelled(FreshDatabase database, @TempDir Path folder)
            throws Exception {
        try (ReplicaProcess pod = ReplicaProcess.start(
                database,
                folder.resolve("pod"),
                "classpath:replicas/changelog.sql",
                "--migration.shutdown.grace=500ms")) {
            inMidRun(database);
            pod.terminate();
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> database.query(SLEEPING).isEmpty());
            awaitFree(database);
            await().atMost(Duration.ofSeconds(10)).until(pod::isOver);

            assertThat(pod.said()).contains("resume at changeset 3 of 5");
        }
        assertThat(database.value("SELECT count(*) FROM databasechangelog")).isEqualTo("2");
        assertThat(outcomes(database)).isEqualTo("STOPPED");
        resumes(database, folder);
    }

    @Test
    void whoWaitsForTheLockNeedNotBeWaitedFor(FreshDatabase database, @TempDir Path folder) throws Exception {
        try (ReplicaProcess first = ReplicaProcess.start(database, folder.resolve("first"))) {
            first.awaitEnd();
        }
        database.execute(
                "delete from databasechangelog where id = 'long'",
                "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'somebody'");
        try (ReplicaProcess second = ReplicaProcess.start(database, folder.resolve("second"))) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> second.said().contains("waiting for the changelog lock, which is held by somebody"));
            second.terminate();
            await().atMost(Duration.ofSeconds(3)).until(second::isOver);
        }
        assertThat(outcomes(database)).isEqualTo("SUCCEEDED");
    }

    private static void inMidRun(FreshDatabase database) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !database.query(SLEEPING).isEmpty());
    }

    /** Counted from when the statement is over. */
    private static void awaitFree(FreshDatabase database) {
        await().atMost(Duration.ofSeconds(2))
                .until(() -> database.query("SELECT 1 FROM databasechangeloglock WHERE locked OR lockedby IS NOT NULL")
                        .isEmpty());
    }

    private static void resumes(FreshDatabase database, Path folder) throws Exception {
        try (ReplicaProcess next = ReplicaProcess.start(database, folder.resolve("next"))) {
            next.awaitEnd();
        }
        assertThat(database.value("SELECT count(DISTINCT id) || ' of ' || count(*) FROM databasechangelog"))
                .isEqualTo("5 of 5");
        assertThat(outcomes(database)).isEqualTo("STOPPED,SUCCEEDED");
    }

    private static @Nullable String outcomes(FreshDatabase database) {
        return database.value("SELECT string_agg(outcome, ',' ORDER BY started_at) FROM migration_run");
    }
}
