package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A fail-over ends the sessions of the old primary. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class LostConnectionTests {

    private static final String ASLEEP =
            " from pg_stat_activity where datname = current_database() and query like 'select pg_sleep(60)%'";

    @Test
    void oneThatIsLostInMidRunIsSaidAsSuch(FreshDatabase database, @TempDir Path folder, CapturedOutput output) {
        TestApplication application = new TestApplication(folder, database)
                .sql("--changeset ann:1\nselect pg_sleep(60);\n--changeset ann:2\ncreate table two (id int);\n");
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::start);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !database.query("select 1" + ASLEEP + " and state = 'active'")
                        .isEmpty());

        database.execute("do $$ begin perform pg_terminate_backend(pid)" + ASLEEP + "; end $$");

        assertThatThrownBy(() -> start.get(20, TimeUnit.SECONDS)).isNotNull();
        await().untilAsserted(() -> assertThat(output)
                .contains(
                        "The connection was lost in mid-run: by a fail-over",
                        "SQLSTATE 57P01",
                        "changelog.sql::1::ann"));
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("0");
    }
}
