package io.github.safemigration.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A statement that waits for a lock keeps all others waiting behind it: not for long. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class StatementLockTests {

    private static final String ORDERS = """
            --changeset ann:1
            create table orders (id int);
            insert into orders values (1);
            """;

    private static final String ALTER = """
            --changeset ann:2
            create table seen (id int);
            alter table orders add column total int;
            """;

    private FreshDatabase database;

    private TestApplication application;

    private Connection blocker;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) throws SQLException {
        database = fresh;
        application = new TestApplication(folder, fresh);
        application.sql(ORDERS).with("migration.lock.timeout=1s").start().close();
        blocker = fresh.dataSource().getConnection();
        blocker.setAutoCommit(false);
        in(blocker, "set application_name = 'nightly report'");
    }

    @AfterEach
    void tearDown() throws SQLException {
        blocker.close();
    }

    @Test
    void aReaderBehindUsWaitsNoLongerThanOurTimeout(CapturedOutput output) throws Exception {
        in(blocker, "select count(*) from orders where id <> 4711");
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(
                () -> application.sql(ORDERS + ALTER).start());
        await().atMost(Duration.ofSeconds(30)).until(this::waits);

        long longest = 0;
        try (Connection reader = database.dataSource().getConnection()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (System.nanoTime() < end) {
                long asked = System.nanoTime();
                in(reader, "select count(*) from orders");
                longest = Math.max(longest, System.nanoTime() - asked);
            }
        }
        blocker.rollback();
        start.get(40, TimeUnit.SECONDS).close();

        assertThat(Duration.ofNanos(longest))
                .isGreaterThan(Duration.ofMillis(300))
                .isLessThan(Duration.ofMillis(1500));
        assertThat(output)
                .contains("ann did not get its lock within 1")
                .containsPattern("blocked by process \\d+ \\(nightly report\\), idle in transaction since .*:"
                        + " select count\\(\\*\\) from orders where id <> \\?;")
                .doesNotContain("4711");
        assertThat(database.value("select count(*) from seen")).isEqualTo("0");
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("2");
        assertThat(database.value("select (attempts > 1 and lock_wait_ms >= 1000)::text from migration_history"
                        + " where changeset_id = '2'"))
                .isEqualTo("true");
        assertThat(database.value("select count(*) from migration_history where changeset_id = '2'"))
                .isEqualTo("1");
    }

    @Test
    void aChangesetThatAlwaysRunsIsNotRunAgainBecauseAnotherOneIs() throws Exception {
        in(blocker, "select count(*) from orders");
        String always = """
                --changeset ann:always runAlways:true
                insert into orders values (2);
                """;
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(
                () -> application.sql(ORDERS + always + ALTER).start());
        await().atMost(Duration.ofSeconds(30)).until(this::waits);
        await().atMost(Duration.ofSeconds(30)).until(() -> !waits());
        blocker.rollback();
        start.get(40, TimeUnit.SECONDS).close();

        assertThat(database.value("select count(*) from orders where id = 2")).isEqualTo("1");
    }

    @Test
    void whatHasCommittedInBetweenIsNotDoneAgain() throws Exception {
        in(blocker, "select count(*) from orders");
        String halves = """
                --changeset ann:2
                create table halves (id int);
                insert into halves values (1);
                commit;
                alter table orders add column total int;
                """;

        assertThatThrownBy(() -> application.sql(ORDERS + halves).start()).hasMessageContaining("lock timeout");

        assertThat(database.value("select count(*) from halves")).isEqualTo("1");
    }

    @Test
    void whatWasSetForTheSessionIsNotLeftToTheNextUserOfTheConnection() throws Exception {
        in(blocker, "lock table orders in access exclusive mode");
        try (ConfigurableApplicationContext context = application
                .source(ForeignPool.class)
                .sql(ORDERS + "--changeset ann:2 runInTransaction:false\nalter table orders add column total int;\n")
                .with("migration.startup=off", "migration.lock.retry-for=0s")
                .start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThatThrownBy(() -> service.migrate(new MigrationRequest("default", RunTrigger.API, "ops")))
                    .hasMessageContaining("lock timeout");

            assertThat(lockTimeouts(context.getBean(DataSource.class))).containsOnly("0");
        }
    }

    private static List<String> lockTimeouts(DataSource pool) throws SQLException {
        List<String> found = new ArrayList<>();
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < ForeignPool.SIZE; i++) {
            Connection connection = pool.getConnection();
            taken.add(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet value = statement.executeQuery("show lock_timeout")) {
                value.next();
                found.add(value.getString(1));
            }
        }
        for (Connection connection : taken) {
            connection.close();
        }
        return found;
    }

    /** A pool of a kind that we do not know, so that we take our connections from it. */
    @Configuration(proxyBeanMethods = false)
    static class ForeignPool {

        static final int SIZE = 4;

        @Bean(destroyMethod = "close")
        HikariDataSource known(Environment environment) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
            pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
            pool.setPassword(environment.getRequiredProperty("spring.datasource.password"));
            pool.setMaximumPoolSize(SIZE);
            return pool;
        }

        @Bean
        @Primary
        DataSource foreign(HikariDataSource known) {
            return new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    return known.getConnection();
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    throw new SQLFeatureNotSupportedException();
                }
            };
        }
    }

    /** Nothing else ends the transaction of a process whose machine has vanished, if no other process comes. */
    @Test
    void theServerLooksWhetherTheMachineIsStillThere() {
        application
                .sql(ORDERS + "--changeset ann:2\ncreate table seen as select string_agg(name || '=' || setting, ' '"
                        + " order by name) from pg_settings where name like 'tcp_keepalives%';\n")
                .start()
                .close();

        assertThat(database.value("select * from seen"))
                .isEqualTo("tcp_keepalives_count=3 tcp_keepalives_idle=5 tcp_keepalives_interval=5");
    }

    @Test
    void whatWaitsWithoutBlockingMayWait() throws Exception {
        in(blocker, "insert into orders values (2)");
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(
                () -> application.sql(ORDERS + """
                        --changeset ann:2 runInTransaction:false
                        create index concurrently orders_ix on orders (id);
                        """).start());
        await().atMost(Duration.ofSeconds(30)).until(this::waits);
        // Twice as long as the time that others may be kept waiting.
        await().pollDelay(Duration.ofSeconds(2)).until(this::waits);
        blocker.rollback();
        start.get(20, TimeUnit.SECONDS).close();

        assertThat(database.value("select indisvalid::text from pg_index where indexrelid = 'orders_ix'::regclass"))
                .isEqualTo("true");
        assertThat(database.value("select attempts from migration_history where changeset_id = '2'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsDoneOutsideATransactionIsNotDoneAgain() throws Exception {
        in(blocker, "select count(*) from orders");
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(
                () -> application.sql(ORDERS + """
                        --changeset ann:2 runInTransaction:false
                        create table log (id int);
                        insert into log values (1);
                        alter table orders add column total int;
                        insert into log values (2);
                        """).start());
        await().atMost(Duration.ofSeconds(30)).until(this::waits);
        await().atMost(Duration.ofSeconds(30)).until(() -> !waits());
        blocker.rollback();
        start.get(40, TimeUnit.SECONDS).close();

        assertThat(database.value("select string_agg(id::text, ',' order by id) from log"))
                .isEqualTo("1,2");
        assertThat(
                        database.value(
                                "select string_agg(outcome, ',' order by position) from migration_history where changeset_id = '2'"))
                .isEqualTo("INTERRUPTED,EXECUTED");
        assertThat(database.value("select (attempts > 1 and lock_wait_ms >= 1000)::text from migration_history"
                        + " where changeset_id = '2' and outcome = 'EXECUTED'"))
                .isEqualTo("true");
        assertThat(database.value("select setting from pg_settings where name = 'lock_timeout'"))
                .isEqualTo("0");
    }

    @Test
    void whatIsDoneOutsideATransactionIsNotDoneAgainWhereNothingCanBeWrittenDown(@TempDir Path folder)
            throws Exception {
        database.execute(
                "create table log (id int)",
                "drop table migration_statement, migration_history, migration_run, migration_lock, migration_state,"
                        + " migration_version",
                "revoke create on schema public from public");
        try (FreshDatabase poor =
                database.restricted("a password", "grant all on databasechangelog, databasechangeloglock to %s")) {
            database.execute(
                    "alter table log owner to \"" + poor.username() + "\"",
                    "alter table orders owner to \"" + poor.username() + "\"");
            in(blocker, "select count(*) from orders");
            TestApplication application = new TestApplication(folder, poor)
                    .with("migration.lock.timeout=1s")
                    .sql(ORDERS + """
                            --changeset ann:2 runInTransaction:false
                            insert into log values (1);
                            alter table orders add column total int;
                            insert into log values (2);
                            """);
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::start);
            await().atMost(Duration.ofSeconds(30)).until(this::waits);
            await().atMost(Duration.ofSeconds(30)).until(() -> !waits());
            blocker.rollback();
            start.get(40, TimeUnit.SECONDS).close();

            assertThat(database.value("select string_agg(id::text, ',' order by id) from log"))
                    .isEqualTo("1,2");
        }
    }

    @Test
    void aChangesetThatNeverGetsItsLockIsGivenUpAndNamesWhoHasIt() throws Exception {
        in(blocker, "select count(*) from orders");
        application.sql(ORDERS + ALTER).with("migration.lock.retry-for=1500ms");

        assertThatThrownBy(application::start).rootCause().hasMessageContaining("lock timeout");
        assertThatThrownBy(application::start)
                .hasCauseInstanceOf(MigrationException.class)
                .satisfies(thrown -> {
                    var failure = ((MigrationException) Objects.requireNonNull(thrown.getCause())).failure();
                    assertThat(failure.kind()).isEqualTo(FailureKind.STATEMENT_LOCK);
                    assertThat(failure.hint()).contains("(nightly report)", "select count(*) from orders");
                });
        assertThat(database.value("select to_regclass('seen')::text")).isNull();
    }

    @Test
    void aChangesetMaySayItselfHowLongItWaits() throws Exception {
        in(blocker, "select count(*) from orders");
        application.with("migration.lock.retry-for=0s");

        assertThat(timeOf(() -> application.sql(ORDERS + "--changeset ann:2\n--comment safemigration:lock-timeout=3s\n"
                        + "alter table orders add column total int;\n")))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(timeOf(() -> application.sql(ORDERS + "--changeset ann:2\nset local lock_timeout = '100ms';\n"
                        + "alter table orders add column total int;\n")))
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(900));
    }

    /** From the first attempt to take the lock. */
    private Duration timeOf(Runnable changes) {
        changes.run();
        assertThatThrownBy(application::start).rootCause().hasMessageContaining("lock timeout");
        String millis = database.value("select max(lock_held_ms) from migration_history where outcome = 'FAILED'"
                + " and started_at = (select max(started_at) from migration_history)");
        return Duration.ofMillis(Long.parseLong(millis));
    }

    private boolean waits() {
        return !database.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and state = 'active' and wait_event_type = 'Lock'"
                        + " and (query like 'alter table orders%' or query like 'create index%')")
                .isEmpty();
    }

    private static void in(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
