package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.adapter.liquibase.ManagedSpringLiquibase;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code migration.enabled=false} gives Spring Boot's own behaviour back. */
@DatabaseTest(perMethod = true)
class SwitchedOffTests {

    private final FreshDatabase database;
    private final WebApplicationContextRunner application;

    SwitchedOffTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        ChangelogFolder changelogs =
                new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);");
        application = new WebApplicationContextRunner()
                .withClassLoader(changelogs.classLoader())
                .withUserConfiguration(Everything.class)
                .withPropertyValues(database.properties())
                .withPropertyValues(
                        "spring.liquibase.analytics-enabled=false", "spring.datasource.hikari.maximum-pool-size=2");
    }

    @Test
    void withoutTheSwitchThereAreBeansOfOurs() {
        application.run(context -> assertThat(ours(context)).contains(ManagedSpringLiquibase.class.getName()));
    }

    @Test
    void noBeanOfOursIsThereAndBootRunsTheChangelog() {
        application.withPropertyValues("migration.enabled=false").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(ours(context)).isEmpty();
            assertThat(context.getBean("liquibase").getClass()).isEqualTo(SpringLiquibase.class);
            assertThat(database.value("SELECT to_regclass('migration_run')")).isNull();
            assertThat(database.value("SELECT count(*) FROM book")).isEqualTo("0");
        });
    }

    @Test
    void aTenantBeanIsLeftAloneToo() {
        application
                .withPropertyValues("migration.enabled=false", "spring.liquibase.enabled=false")
                .withUserConfiguration(Tenants.class)
                .run(context -> assertThat(context.getBean(MultiTenantSpringLiquibase.class)
                                .getClass())
                        .isEqualTo(MultiTenantSpringLiquibase.class));
    }

    private static Stream<String> ours(ApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getBean)
                .map(bean -> bean.getClass().getName())
                .filter(name -> name.startsWith("io.github.safemigration"))
                .filter(name -> !name.contains("Tests"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            tenants.setChangeLog("classpath:" + ChangelogFolder.DEFAULT_MASTER);
            tenants.setShouldRun(false);
            return tenants;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}
}
