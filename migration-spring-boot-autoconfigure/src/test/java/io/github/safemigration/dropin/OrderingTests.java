package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing that uses the database is created before it is migrated. */
@DatabaseTest(perMethod = true)
class OrderingTests {

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    OrderingTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);");
        application = Twins.runner(changelogs)
                .withConfiguration(
                        AutoConfigurations.of(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
                .withPropertyValues(database.properties());
    }

    @Test
    void jdbcBeansAndThoseThatSaySoComeAfterIt() {
        application.withUserConfiguration(Readers.class).run(context -> assertThat(
                        context.getBeansOfType(Books.class).values())
                .hasSize(3)
                .allMatch(books -> books.count() == 0));
    }

    @Test
    void theyComeAfterATenantBeanToo() {
        application
                .withPropertyValues("spring.liquibase.enabled=false")
                .withUserConfiguration(Readers.class, Tenants.class)
                .run(context -> assertThat(context.getBeansOfType(Books.class).values())
                        .hasSize(3)
                        .allMatch(books -> books.count() == 0));
    }

    @Test
    void evenWhereNothingButTheBeanItselfSaysSo() {
        Twins.runner(changelogs)
                .withPropertyValues(database.properties())
                .withPropertyValues("spring.liquibase.enabled=false")
                .withUserConfiguration(Reader.class, Tenants.class)
                .run(context -> assertThat(context.getBean(Books.class).count()).isZero());
    }

    @Test
    void aTenantBeanThatReadsItsTenantsMayGoOnDoingSo() {
        database.execute("CREATE SCHEMA acme", "CREATE TABLE tenant AS SELECT 'acme' AS name");
        application
                .withPropertyValues("spring.liquibase.enabled=false")
                .withUserConfiguration(ReadTenants.class)
                .run(context -> assertThat(database.value("SELECT count(*) FROM acme.book"))
                        .isEqualTo("0"));
    }

    @Test
    void jpaComesAfterIt() {
        application
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .withUserConfiguration(Entities.class)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
                .run(context -> assertThat(context).hasSingleBean(EntityManagerFactory.class));
    }

    @Test
    void lazyInitializationMigratesAllTheSame() {
        application
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context ->
                        assertThat(database.value("SELECT count(*) FROM book")).isEqualTo("0"));
    }

    @Test
    void lazyInitializationMigratesTenantsAllTheSame() {
        application
                .withPropertyValues("spring.liquibase.enabled=false")
                .withUserConfiguration(Tenants.class)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context ->
                        assertThat(database.value("SELECT count(*) FROM book")).isEqualTo("0"));
    }

    /** Reads the table as soon as it is created. */
    static final class Books {

        private final long count;

        Books(JdbcClient client) {
            count = client.sql("SELECT count(*) FROM book").query(Long.class).single();
        }

        long count() {
            return count;
        }
    }

    /** Its name comes before that of the Liquibase bean, and so does its definition. */
    @Configuration(proxyBeanMethods = false)
    static class Readers {

        @Bean
        Books aBooksOfAClient(JdbcClient client) {
            return new Books(client);
        }

        @Bean
        Books aBooksOfATemplate(JdbcTemplate template) {
            return new Books(JdbcClient.create(template));
        }

        @Bean
        @DependsOnDatabaseInitialization
        Books aBooksOfADataSource(DataSource dataSource) {
            return new Books(JdbcClient.create(dataSource));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Reader {

        @Bean
        @DependsOnDatabaseInitialization
        Books aBooksOfADataSource(DataSource dataSource) {
            return new Books(JdbcClient.create(dataSource));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            tenants.setChangeLog("classpath:" + ChangelogFolder.DEFAULT_MASTER);
            return tenants;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ReadTenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource, JdbcClient client) {
            MultiTenantSpringLiquibase tenants = new Tenants().tenants(dataSource);
            tenants.setSchemas(
                    client.sql("SELECT name FROM tenant").query(String.class).list());
            return tenants;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Book.class)
    static class Entities {}
}
