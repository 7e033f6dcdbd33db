package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Several targets in the background: each has a gate of its own, and the application is ready when all are. */
class BackgroundTargetsTests {

    private final FreshDatabase broken = TestDatabase.fresh();
    private final FreshDatabase sound = TestDatabase.fresh();
    private final ChangelogFolder changelogs;

    BackgroundTargetsTests(@TempDir Path folder) {
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nALTER TABLE book ADD title text;");
        sound.execute("CREATE TABLE book (id int)");
    }

    @AfterEach
    void close() {
        broken.close();
        sound.close();
    }

    @Test
    void oneFailsAndTheOtherGoesOn() throws Exception {
        try (StartingApplication application = start()) {
            DataSource orders = application.context().getBean("ordersDataSource", DataSource.class);
            DataSource shop = application.context().getBean("shopDataSource", DataSource.class);
            await().until(() -> state(application, "orders") == TargetState.FAILED
                    && state(application, "shop") == TargetState.UP_TO_DATE);
            assertThat(CompletableFuture.supplyAsync(() -> StartingApplication.connects(shop)))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(true);
            assertThat(application.get("/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(application.get("/actuator/health/readiness").statusCode())
                    .isEqualTo(503);
            CompletableFuture<Boolean> reader = BackgroundGateTests.waiting(() -> StartingApplication.connects(orders));

            broken.execute(
                    "CREATE TABLE book (id int)",
                    "INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                            + " VALUES ('1', 'ann', '" + changelog() + "', now(), 1, 'EXECUTED')");
            assertThat(reader).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
            await().until(() -> application.get("/actuator/health/readiness").statusCode() == 200);
        }
    }

    @Test
    void onHaltFailEndsTheApplication() throws Exception {
        try (StartingApplication application = start("migration.on-halt=fail")) {
            var context = application.context();
            await().until(() -> !context.isActive());
        }
        assertThat(sound.value("SELECT to_regclass('databasechangelog')")).isNull();
    }

    private String changelog() {
        return String.valueOf(sound.value("SELECT filename FROM databasechangelog"));
    }

    private static TargetState state(StartingApplication application, String target) {
        return application.bean(MigrationService.class).status(target).state();
    }

    private StartingApplication start(String... properties) {
        String[] all = new String[properties.length + 1];
        System.arraycopy(properties, 0, all, 0, properties.length);
        all[properties.length] = "sound.url=" + sound.url();
        return StartingApplication.background(changelogs, broken, Two.class, all);
    }

    static class Two extends StartingApplication.Web {

        @Bean
        HikariDataSource ordersDataSource(Environment environment) {
            return pool(environment, "spring.datasource.url");
        }

        @Bean
        HikariDataSource shopDataSource(Environment environment) {
            return pool(environment, "sound.url");
        }

        @Bean
        SpringLiquibase orders(@Qualifier("ordersDataSource") DataSource dataSource) {
            return liquibase(dataSource);
        }

        @Bean
        SpringLiquibase shop(@Qualifier("shopDataSource") DataSource dataSource) {
            return liquibase(dataSource);
        }

        private static HikariDataSource pool(Environment environment, String url) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(environment.getRequiredProperty(url));
            pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
            pool.setPassword(environment.getRequiredProperty("spring.datasource.password"));
            return pool;
        }

        private static SpringLiquibase liquibase(DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setChangeLog("classpath:" + ChangelogFolder.DEFAULT_MASTER);
            return liquibase;
        }
    }
}
