package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** The settings that have JPA ask the database at another time, and those that have it make the schema. */
@DatabaseTest(perMethod = true)
class JpaSettingsTests {

    private final FreshDatabase database;
    private final ApplicationContextRunner application;

    JpaSettingsTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        application = Twins.runner(new ChangelogFolder(folder)
                        .sql("--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);"))
                .withConfiguration(AutoConfigurations.of(
                        HibernateJpaAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(Entities.class)
                .withPropertyValues(database.properties());
    }

    @Test
    void aBootstrapOnAnotherThreadFindsTheSchema() {
        assertThatItIsValid("spring.jpa.bootstrap=async", "spring.jpa.hibernate.ddl-auto=validate");
    }

    @Test
    void connectionsThatAreFetchedLazilyFindTheSchema() {
        assertThatItIsValid("spring.datasource.connection-fetch=lazy", "spring.jpa.hibernate.ddl-auto=validate");
    }

    @Test
    void inTheBackgroundBothStartAndReadAfterwards() {
        assertThatItIsValid("migration.startup=background", "spring.jpa.bootstrap=async");
        database.execute("DROP TABLE book, databasechangelog");
        assertThatItIsValid("migration.startup=background", "spring.datasource.connection-fetch=lazy");
    }

    @Test
    void anEmbeddedDatabaseThatWeMigrateIsNotMadeByHibernateAsWell() {
        for (String property : new String[] {"migration.enabled=false", "migration.enabled=true"}) {
            application
                    .withPropertyValues(
                            "spring.datasource.url=jdbc:h2:mem:" + property.hashCode() + ";DB_CLOSE_DELAY=-1",
                            "spring.datasource.username=sa",
                            "spring.datasource.password=",
                            property)
                    .run(context -> assertThat(context.getBean(EntityManagerFactory.class)
                                    .getProperties()
                                    .getOrDefault("hibernate.hbm2ddl.auto", "none"))
                            .isEqualTo("none"));
        }
    }

    private void assertThatItIsValid(String... properties) {
        application.withPropertyValues(properties).run(context -> {
            try (var entities = context.getBean(EntityManagerFactory.class).createEntityManager()) {
                assertThat(entities.find(Book.class, 1L)).isNull();
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Book.class)
    static class Entities {}
}
