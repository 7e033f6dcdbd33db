package io.github.safemigration.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FourReplicasTests {

    private static final int REPLICAS = 4;
    private static final int CHANGESETS = 5;

    @TempDir
    private Path folder = Path.of("");

    @RepeatedTest(3)
    void oneAppliesAllGetReadyAndNoneWaitsLongAfterTheWorkIsDone() throws IOException, InterruptedException {
        List<ReplicaProcess> replicas = new ArrayList<>();
        try (FreshDatabase database = TestDatabase.fresh()) {
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(ReplicaProcess.start(database, folder.resolve("replica" + i)));
            }
            for (ReplicaProcess replica : replicas) {
                replica.awaitEnd();
            }

            assertThatOneApplied(replicas, database);
            assertThat(waits(replicas)).allMatch(millis -> millis <= 1_500);
        } finally {
            replicas.forEach(ReplicaProcess::close);
        }
    }

    private static void assertThatOneApplied(List<ReplicaProcess> replicas, FreshDatabase database) throws IOException {
        List<Integer> applied = new ArrayList<>();
        for (ReplicaProcess replica : replicas) {
            applied.add(replica.times("applied").size());
            assertThat(replica.times("ready")).hasSize(1);
        }
        assertThat(applied).containsExactlyInAnyOrder(0, 0, 0, CHANGESETS);
        assertThat(database.value("SELECT count(DISTINCT id) || ' of ' || count(*) FROM databasechangelog"))
                .isEqualTo("5 of 5");
        assertThat(database.query("SELECT 1 FROM databasechangeloglock WHERE locked OR lockedby IS NOT NULL"))
                .isEmpty();
        assertThat(database.value("SELECT string_agg(outcome, ',') FROM migration_run"))
                .isEqualTo("SUCCEEDED");
    }

    /** How long each of those that asked before the last changeset was applied went on after that. */
    private static List<Long> waits(List<ReplicaProcess> replicas) throws IOException {
        ReplicaProcess applier = replicas.get(0);
        for (ReplicaProcess replica : replicas) {
            applier = replica.times("applied").isEmpty() ? applier : replica;
        }
        long workDone = applier.times("applied").get(CHANGESETS - 1);
        List<Long> waits = new ArrayList<>();
        int waited = 0;
        for (ReplicaProcess replica : replicas) {
            if (replica != applier && replica.time("asked") < workDone) {
                waits.add(replica.time("migrated") - workDone);
                waited += replica.times("waited").isEmpty() ? 0 : 1;
            }
        }
        System.out.printf(
                "Four replicas: applied in %d ms; %d waited for the lock; ended after the last changeset: %s ms,"
                        + " the one that applied: %d ms%n",
                workDone - applier.time("asked"), waited, waits, applier.time("migrated") - workDone);
        return waits;
    }
}
