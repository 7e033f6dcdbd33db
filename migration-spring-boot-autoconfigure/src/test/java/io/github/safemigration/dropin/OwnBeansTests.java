package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.liquibase.autoconfigure.DataSourceClosingSpringLiquibase;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Liquibase beans that the application defines itself are targets too, named after the beans. */
@ExtendWith(OutputCaptureExtension.class)
class OwnBeansTests {

    private final FreshDatabase first = TestDatabase.fresh();
    private final FreshDatabase second = TestDatabase.fresh();
    private final ApplicationContextRunner application;

    OwnBeansTests(@TempDir Path folder) {
        application = Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void twoBeansForTwoDataSourcesAreTwoTargets() {
        application
                .withBean("orders", SpringLiquibase.class, () -> settings(new SpringLiquibase(), first.dataSource()))
                .withBean("shop", SpringLiquibase.class, () -> settings(new SpringLiquibase(), second.dataSource()))
                .run(context -> assertThat(states(context))
                        .containsExactly(
                                entry("orders", TargetState.UP_TO_DATE), entry("shop", TargetState.UP_TO_DATE)));
        assertThat(first.value("SELECT target FROM migration_run")).isEqualTo("orders");
        assertThat(second.value("SELECT target FROM migration_run")).isEqualTo("shop");
        assertThat(second.value("SELECT count(*) FROM book")).isEqualTo("0");
    }

    @Test
    void aBeanThatTakesTheNameOfBootsIsTheDefaultTarget() {
        application
                .withBean("liquibase", SpringLiquibase.class, () -> settings(new SpringLiquibase(), first.dataSource()))
                .run(context -> assertThat(states(context)).containsOnlyKeys("default"));
    }

    @Test
    void aBeanThatIsSwitchedOffRunsNothing() {
        SpringLiquibase off = settings(new SpringLiquibase(), first.dataSource());
        off.setShouldRun(false);
        application.withBean("off", SpringLiquibase.class, () -> off).run(context -> assertThat(states(context))
                .containsExactly(entry("off", TargetState.OFF)));
        assertThat(first.value("SELECT to_regclass('databasechangelog')")).isNull();
    }

    @Test
    void aBeanWithAPoolOfItsOwnLeavesNothingOpen() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(first.url());
        pool.setUsername(first.username());
        pool.setPassword(first.password());
        application
                .withBean(
                        "jhipster", SpringLiquibase.class, () -> settings(new DataSourceClosingSpringLiquibase(), pool))
                .run(context -> {
                    assertThat(states(context)).containsExactly(entry("jhipster", TargetState.UP_TO_DATE));
                    assertThat(context.getBean(MigrationService.class)
                                    .check("jhipster")
                                    .state())
                            .isEqualTo(TargetState.UP_TO_DATE);
                    assertThat(context.getBean(SpringLiquibase.class).getDatabaseProductName())
                            .isEqualTo("PostgreSQL");
                });
        assertThat(pool.isClosed()).isTrue();
        // A session ends a moment after its client has gone.
        await().untilAsserted(() -> assertThat(
                        first.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()"))
                .isEqualTo("0"));
    }

    @Test
    void aSubclassWithAWayOfItsOwnIsLeftAloneAndNamed(CapturedOutput output) {
        String reason = "Bean 'mine' is a " + OnceMore.class.getName();
        application
                .withBean("mine", SpringLiquibase.class, () -> settings(new OnceMore(), first.dataSource()))
                .run(context -> {
                    MigrationService service = context.getBean(MigrationService.class);
                    assertThat(service.status()).isEmpty();
                    assertThat(service.notTakenOver())
                            .singleElement()
                            .asString()
                            .startsWith(reason);
                });
        assertThat(output).contains(reason);
        assertThat(first.value("SELECT count(*) FROM book")).isEqualTo("0");
        assertThat(first.value("SELECT to_regclass('migration_run')")).isNull();
    }

    @Test
    void aLiquibaseOfTenantsWithAWayOfItsOwnIsLeftAloneAndNamed(CapturedOutput output) {
        String reason = "Bean 'mine' is a " + OwnTenants.class.getName();
        application
                .withBean("mine", MultiTenantSpringLiquibase.class, OwnTenants::new)
                .run(context -> assertThat(
                                context.getBean(MigrationService.class).notTakenOver())
                        .singleElement()
                        .asString()
                        .startsWith(reason));
        assertThat(output).contains(reason);
    }

    private static Map<String, TargetState> states(ApplicationContext context) {
        return context.getBean(MigrationService.class).status().stream()
                .collect(Collectors.toMap(
                        TargetStatus::target, TargetStatus::state, (one, two) -> one, LinkedHashMap::new));
    }

    private static SpringLiquibase settings(SpringLiquibase liquibase, DataSource dataSource) {
        liquibase.setDataSource(dataSource);
        liquibase.setChangeLog("classpath:" + ChangelogFolder.DEFAULT_MASTER);
        return liquibase;
    }

    private static final class OnceMore extends SpringLiquibase {

        @Override
        public void afterPropertiesSet() throws LiquibaseException {
            super.afterPropertiesSet();
        }
    }

    private static final class OwnTenants extends MultiTenantSpringLiquibase {

        @Override
        public void afterPropertiesSet() {}
    }
}
