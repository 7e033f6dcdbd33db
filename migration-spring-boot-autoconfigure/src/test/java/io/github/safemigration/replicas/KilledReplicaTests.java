package io.github.safemigration.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in mid-run leaves nothing that keeps the next one. */
@DatabaseTest(perMethod = true)
class KilledReplicaTests {

    private static final long STATEMENT_MILLIS = 3_000;

    /** By itself it would go on for longer: a second is what the server looks after its client, the rest is for us. */
    private static final Duration STATEMENT_ENDS_WITHIN = Duration.ofMillis(1_800);

    @Test
    void theNextOneGoesOnAtOnce(FreshDatabase database, @TempDir Path folder) throws Exception {
        try (ReplicaProcess first = ReplicaProcess.start(database, folder.resolve("first"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> isInMidRun(database));
            assertThat(database.value("SELECT lockedby FROM databasechangeloglock"))
                    .matches(".+ \\(.+\\) \\[safemigration \\d+@\\d+]");
            first.kill();
            await().pollDelay(Duration.ZERO).atMost(STATEMENT_ENDS_WITHIN).until(() -> !isInMidRun(database));
        }
        try (ReplicaProcess next = ReplicaProcess.start(database, folder.resolve("next"))) {
            next.awaitEnd();

            assertThat(next.said()).contains("The changelog lock was left behind by", "it is freed");
            assertThat(next.times("applied")).hasSize(3);
            assertThat(next.times("applied").get(0) - next.time("asked"))
                    .as("until the statement that was cut has run anew")
                    .isBetween(STATEMENT_MILLIS, STATEMENT_MILLIS + 3_000);
        }
        assertThat(database.value("SELECT count(DISTINCT id) || ' of ' || count(*) FROM databasechangelog"))
                .isEqualTo("5 of 5");
        assertThat(database.query("SELECT 1 FROM databasechangeloglock WHERE locked OR lockedby IS NOT NULL"))
                .isEmpty();
        assertThat(database.value("SELECT string_agg(outcome, ',' ORDER BY started_at) FROM migration_run"))
                .isEqualTo("CRASHED,SUCCEEDED");
    }

    private static boolean isInMidRun(FreshDatabase database) {
        return !database.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state = 'active' AND query LIKE 'select pg_sleep(3)%'")
                .isEmpty();
    }
}
