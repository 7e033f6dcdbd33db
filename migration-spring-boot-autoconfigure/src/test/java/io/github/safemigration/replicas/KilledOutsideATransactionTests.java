package io.github.safemigration.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in a changeset without a transaction: the next one goes on behind what has taken effect. */
@DatabaseTest(perMethod = true)
class KilledOutsideATransactionTests {

    private static final String CHANGELOG = "classpath:replicas/lone.sql";

    @Test
    void theNextOneGoesOnInTheMiddleOfTheChangeset(FreshDatabase database, @TempDir Path folder) throws Exception {
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement();
                ReplicaProcess first = ReplicaProcess.start(database, folder.resolve("first"), CHANGELOG)) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT 1");
            await().atMost(Duration.ofSeconds(60)).until(() -> isBuilding(database));
            first.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> !isBuilding(database));
        }
        assertThat(isValid(database)).isEqualTo("false");
        try (ReplicaProcess next = ReplicaProcess.start(database, folder.resolve("next"), CHANGELOG)) {
            next.awaitEnd();
            assertThat(next.said())
                    .contains("1 of its statements are known to be done and are left out")
                    .contains("removed the invalid index public.customers_name_ix");
        }
        assertThat(isValid(database)).isEqualTo("true");
        assertThat(database.value("SELECT min(id) || ' ' || max(id) || ' ' || count(*) FROM customers"))
                .as("each was updated once")
                .isEqualTo("0 11000 1001");
        assertThat(database.value("SELECT count(*) FROM databasechangelog")).isEqualTo("3");
        assertThat(database.value("SELECT string_agg(outcome, ',' ORDER BY started_at) FROM migration_history"))
                .isEqualTo("EXECUTED,INTERRUPTED,EXECUTED,EXECUTED");
        assertThat(database.query("SELECT 1 FROM migration_statement")).isEmpty();
    }

    private static boolean isBuilding(FreshDatabase database) {
        return !database.query("SELECT 1 FROM pg_stat_progress_create_index WHERE datname = current_database()"
                        + " AND phase LIKE 'waiting for old%'")
                .isEmpty();
    }

    private static String isValid(FreshDatabase database) {
        return String.valueOf(database.value(
                "SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'customers_name_ix'::regclass"));
    }
}
