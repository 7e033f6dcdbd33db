package io.github.safemigration.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.boot.startup.MigrationTenants;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.engine.workflow.UnknownTargetException;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DatabaseTest(perMethod = true)
class ConfiguredTargetsTests {

    private static final String TENANTS = "create table tenant (name text);";

    private final FreshDatabase database;
    private final TestApplication application;

    ConfiguredTargetsTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        this.application = new TestApplication(folder, database);
    }

    @BeforeEach
    void write() {
        application
                .sql("--changeset ann:1\n" + TENANTS + "insert into tenant values ('acme');\n")
                .file("orders.sql", "--liquibase formatted sql\n\n--changeset ann:1\ncreate table ${name} (id int);\n");
    }

    @Test
    void whatIsNotGivenIsInherited() {
        database.execute("create schema stock");
        application.with(
                "spring.liquibase.parameters.name=ordered",
                "migration.targets.orders.change-log=classpath:orders.sql",
                "migration.targets.orders.default-schema=stock",
                "migration.targets.again.default-schema=stock",
                "migration.targets.again.liquibase-schema=public",
                "migration.targets.again.database-change-log-table=other_log",
                "migration.targets.again.parameters.name=twice",
                "migration.targets.again.change-log=classpath:orders.sql");

        try (ConfigurableApplicationContext context = application.start()) {
            assertThat(context.getBean(MigrationService.class).status())
                    .extracting(TargetStatus::target)
                    .containsExactly("default", "orders", "again");
        }
        assertThat(database.value("select count(*) from stock.ordered")).isEqualTo("0");
        assertThat(database.value("select count(*) from stock.twice")).isEqualTo("0");
        assertThat(database.value("select count(*) from public.other_log")).isEqualTo("1");
        assertThat(database.value("select target from stock.migration_run")).isEqualTo("orders");
    }

    @Test
    void aTargetHasADatabaseOfItsOwn() {
        try (FreshDatabase other = TestDatabase.fresh();
                FreshDatabase third = TestDatabase.fresh()) {
            application
                    .source(OtherDataSource.class)
                    .with(
                            "other.url=" + other.url(),
                            "other.username=" + other.username(),
                            "other.password=" + other.password(),
                            "spring.liquibase.parameters.name=ordered",
                            "migration.targets.orders.change-log=classpath:orders.sql",
                            "migration.targets.orders.data-source=other",
                            "migration.targets.third.url=" + third.url(),
                            "migration.targets.third.username=" + third.username(),
                            "migration.targets.third.password=" + third.password());

            application.start().close();

            assertThat(other.value("select count(*) from ordered")).isEqualTo("0");
            assertThat(third.value("select name from tenant")).isEqualTo("acme");
            assertThat(database.value("select to_regclass('ordered')")).isNull();
        }
    }

    @Test
    void withoutAChangelogOfItsOwnThereIsNoDefault(@TempDir Path folder) {
        TestApplication without = new TestApplication(folder, database)
                .with(
                        "migration.targets.orders.change-log=classpath:orders.sql",
                        "migration.targets.orders.parameters.name=ordered")
                .without("spring.liquibase.change-log")
                .file("orders.sql", "--liquibase formatted sql\n\n--changeset ann:1\ncreate table ${name} (id int);\n");

        try (ConfigurableApplicationContext context = without.start()) {
            assertThat(context.getBean(MigrationService.class).status())
                    .extracting(TargetStatus::target)
                    .containsExactly("orders");
        }
    }

    @Test
    void aTenantThatComesIsMigratedOnRequest() {
        database.execute("create schema acme", "create schema umbrella");
        tenants();
        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.status()).extracting(TargetStatus::target).containsExactly("default", "shop.acme");
            database.execute("insert into tenant values ('umbrella')");

            assertThatThrownBy(() -> service.migrate(request("shop.nobody")))
                    .isInstanceOf(UnknownTargetException.class)
                    .hasMessageContaining("shop.umbrella");
            assertThat(service.status("shop.umbrella").state()).isEqualTo(TargetState.PENDING);
            assertThat(service.isReady()).isTrue();
            assertThat(service.migrate(request("shop.umbrella")).applied()).isEqualTo(1);
        }
        assertThat(database.value("select count(*) from umbrella.ordered")).isEqualTo("0");
        assertThat(database.value("select target from umbrella.migration_run")).isEqualTo("shop.umbrella");
    }

    @Test
    void tenantsThatCannotBeListedEndTheStart() {
        application.sql("--changeset ann:1\nselect 1;\n");
        tenants();

        assertThatThrownBy(application::start)
                .hasStackTraceContaining("The tenants could not be listed by bean 'listed'")
                .hasStackTraceContaining("relation \"tenant\" does not exist");
    }

    @Test
    void oneReadyTargetIsEnoughWhereThatIsSaid() {
        database.execute("create schema acme", "create table acme.ordered (id int)");
        tenants();

        assertThatThrownBy(application::start).hasStackTraceContaining("shop.acme");
        try (ConfigurableApplicationContext context =
                application.with("migration.readiness=any").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.isReady()).isTrue();
            assertThat(service.status("shop.acme").state()).isEqualTo(TargetState.FAILED);
        }
        application.sql("--changeset ann:9\nnonsense;\n");
        assertThatThrownBy(application::start).hasStackTraceContaining("In all 2 of 2 targets failed");
    }

    private void tenants() {
        application
                .source(Listed.class)
                .with(
                        "spring.liquibase.parameters.name=ordered",
                        "migration.targets.shop.change-log=classpath:orders.sql",
                        "migration.targets.shop.tenants=listed");
    }

    private static MigrationRequest request(String target) {
        return new MigrationRequest(target, RunTrigger.API, null);
    }

    @Configuration(proxyBeanMethods = false)
    static class Listed {

        @Bean
        MigrationTenants listed() {
            return connection -> JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select name from tenant order by name")
                    .query(String.class)
                    .list();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherDataSource {

        @Bean(defaultCandidate = false)
        DataSource other(
                @Value("${other.url}") String url,
                @Value("${other.username}") String username,
                @Value("${other.password}") String password) {
            return new DriverManagerDataSource(url, username, password);
        }
    }
}
