package io.github.safemigration.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.adapter.micrometer.MigrationMetrics;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long was waited, and how long others were kept waiting, can be read off. */
@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class LockMetersTests {

    private static final String ORDERS = "--changeset ann:1\ncreate table orders (id int);\n";

    private static final String ALTER = """
            --changeset ann:2
            alter table orders add column total int;
            select pg_sleep(0.6);
            """;

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh).sql(ORDERS);
        application.start().close();
        application.sql(ORDERS + ALTER).source(Meters.class).with("migration.lock.timeout=500ms");
    }

    @Test
    void ofAStatementThatWaitedForItsLockAndThenHadIt() throws Exception {
        CompletableFuture<ConfigurableApplicationContext> start;
        try (Connection blocker = database.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            try (Statement statement = blocker.createStatement()) {
                statement.execute("select count(*) from orders");
            }
            start = CompletableFuture.supplyAsync(application::start);
            await().atMost(Duration.ofSeconds(30)).until(() -> !database.query("select 1 from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")
                    .isEmpty());
            await().during(Duration.ofMillis(600)).until(() -> !start.isDone());
            blocker.rollback();
        }

        try (ConfigurableApplicationContext context = start.get(40, TimeUnit.SECONDS)) {
            Timer waited = timer(context, "migration.statement.lock.wait");
            assertThat(waited.count()).isPositive();
            assertThat(waited.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(500);
            Timer held = timer(context, "migration.lock.held");
            assertThat(held.count()).isEqualTo(1);
            assertThat(held.totalTime(TimeUnit.MILLISECONDS)).isBetween(600.0, 5_000.0);
        }
    }

    @Test
    void ofARunThatWaitedForAnothersChangelogLock(CapturedOutput output) throws Exception {
        database.execute("update databasechangeloglock set locked = true, lockedby = 'pod-7 (10.0.0.7)',"
                + " lockgranted = now()");
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(application::start);
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("waiting for the changelog lock"));
        await().during(Duration.ofSeconds(1)).until(() -> !start.isDone());
        database.execute("update databasechangeloglock set locked = false, lockedby = null, lockgranted = null");

        try (ConfigurableApplicationContext context = start.get(40, TimeUnit.SECONDS)) {
            Timer waited = timer(context, "migration.lock.wait");
            assertThat(waited.count()).isEqualTo(1);
            assertThat(waited.totalTime(TimeUnit.MILLISECONDS)).isBetween(1_000.0, 20_000.0);
        }
    }

    private static Timer timer(ConfigurableApplicationContext context, String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getBean(MigrationMetrics.class).bindTo(registry);
        return registry.get(name).tag("target", "default").timer();
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {

        @Bean
        MigrationMetrics meters(ObjectProvider<MigrationService> service) {
            return new MigrationMetrics(service::getObject);
        }
    }
}
