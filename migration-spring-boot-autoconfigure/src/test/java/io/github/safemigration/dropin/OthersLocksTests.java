package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What somebody else's open transaction holds, outside of any changeset, keeps no run in silence. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class OthersLocksTests {

    private static final String ONE = "--changeset ann:1\ncreate table one (id int primary key);\n";
    private static final String TWO = ONE + "--changeset ann:2\ncreate table two (id int);\n";

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
        application.sql(ONE).start().close();
    }

    @Test
    void anUncommittedChangeOfTheLockRowIsNamedAndWaitedFor(CapturedOutput output) throws Exception {
        try (Connection other = database.dataSource().getConnection()) {
            holding(other, "update databasechangeloglock set locked = false, lockedby = null");
            CompletableFuture<ConfigurableApplicationContext> start =
                    CompletableFuture.supplyAsync(() -> application.sql(TWO).start());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> output.getOut().contains("an uncommitted change of public.databasechangeloglock by"));
            assertThat(output).contains("(till), idle in transaction", "select pg_terminate_backend(");
            other.rollback();

            start.get(20, TimeUnit.SECONDS).close();
        }
        assertThat(database.value("select to_regclass('two')::text")).isEqualTo("two");
        assertThat(isLocked()).isFalse();
    }

    @Test
    void aRowThatCannotBeFreedAtTheEndIsFreedByTheNextStart(CapturedOutput output) throws Exception {
        try (Connection other = database.dataSource().getConnection()) {
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(() -> application
                    .sql(TWO + "--changeset ann:3\nselect pg_sleep(3);\n")
                    .start());
            await().atMost(Duration.ofSeconds(20)).until(this::isLocked);
            holding(other, "select * from databasechangeloglock for update");

            start.get(20, TimeUnit.SECONDS).close();

            assertThat(output).contains("row is not freed yet, as an open transaction keeps it: process", "(till)");
            assertThat(isLocked()).isTrue();
        }
        application.sql(TWO).start().close();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void aTableThatIsLockedKeepsNobodyWaitingWhoDoesNotChangeIt(CapturedOutput output) throws Exception {
        try (Connection other = database.dataSource().getConnection()) {
            holding(other, "lock table one in access exclusive mode");

            CompletableFuture.supplyAsync(() -> application.sql(TWO).start())
                    .get(30, TimeUnit.SECONDS)
                    .close();
        }
        assertThat(output).contains("Could not read the catalog", "lock timeout");
        assertThat(database.value("select to_regclass('two')::text")).isEqualTo("two");
    }

    private static void holding(Connection other, String sql) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'till'");
            statement.execute(sql);
        }
    }

    private boolean isLocked() {
        return !database.query("select 1 from databasechangeloglock where locked")
                .isEmpty();
    }
}
