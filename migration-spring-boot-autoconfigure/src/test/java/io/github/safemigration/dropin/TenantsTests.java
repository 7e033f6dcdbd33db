package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each schema of a Liquibase for many tenants is a target, and gets what plain Liquibase gives it. */
class TenantsTests {

    private final Twins twins;

    TenantsTests(@TempDir Path folder) {
        twins = new Twins(folder);
        twins.changelogs().write("db/changelog/db.changelog-master.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: 1
                      author: ann
                      contexts: "!test"
                      changes:
                        - createTable:
                            tableName: book
                            columns: [{column: {name: id, type: int, constraints: {primaryKey: true}}}]
                        - sql: {sql: "INSERT INTO book VALUES (${number})"}
                        - sql: {sql: "CREATE TABLE shelf (id int)"}
                """);
        twins.execute("CREATE SCHEMA acme", "CREATE SCHEMA umbrella");
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void eachSchemaGetsWhatPlainLiquibaseGivesIt() {
        twins.with(application -> application.withUserConfiguration(Tenants.class));
        twins.start("spring.liquibase.enabled=false");
        twins.areEqual();
        assertThat(twins.ours().value("SELECT id FROM umbrella.book")).isEqualTo("7");
        assertThat(twins.ours().value("SELECT target FROM acme.migration_run")).isEqualTo("tenants.acme");
        twins.start("spring.liquibase.enabled=false");
        twins.areEqual();
    }

    @Test
    void eachSchemaIsATarget() {
        Twins.runner(twins.changelogs())
                .withUserConfiguration(Tenants.class)
                .withPropertyValues("spring.liquibase.enabled=false")
                .withPropertyValues(twins.ours().properties())
                .run(context -> assertThat(
                                context.getBean(MigrationService.class).status())
                        .allMatch(status -> status.state() == TargetState.UP_TO_DATE)
                        .extracting(TargetStatus::target)
                        .containsExactly("tenants.acme", "tenants.umbrella", "tenants.default"));
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromTheirs() {
        twins.ours().execute("CREATE TABLE acme.book (nothing int)");
        Twins.runner(twins.changelogs())
                .withUserConfiguration(Tenants.class)
                .withPropertyValues("spring.liquibase.enabled=false")
                .withPropertyValues(twins.ours().properties())
                .run(context -> assertThat(context).hasFailed());

        assertThat(twins.ours().value("SELECT id FROM umbrella.book")).isEqualTo("7");
        assertThat(twins.ours().value("SELECT id FROM public.book")).isEqualTo("7");
    }

    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            tenants.setSchemas(List.of("acme", "umbrella", "default"));
            tenants.setChangeLog("classpath:" + ChangelogFolder.DEFAULT_MASTER);
            tenants.setContexts("prod");
            tenants.setParameters(Map.of("number", "7"));
            return tenants;
        }
    }
}
