package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Who wants a connection while the migration of an application with JPA goes on behind it. */
@DatabaseTest(perMethod = true)
class BackgroundGateTests {

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    BackgroundGateTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("""
            --changeset ann:1
            SELECT count(*) FROM latch;
            CREATE TABLE book (id bigint PRIMARY KEY);
            INSERT INTO book VALUES (1);
            """);
        database.execute("CREATE TABLE latch (id int)");
    }

    @Test
    void threadsWaitUntilItIsOver() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start()) {
            EntityManagerFactory entities = application.context().getBean(EntityManagerFactory.class);
            application.awaitState(TargetState.RUNNING);
            CompletableFuture<Book> reader = waiting(() -> find(entities));
            latch.release();
            assertThat(reader.join().id()).isOne();
        }
    }

    @Test
    void thoseOfAnotherDataSourceForTheSameDatabaseWaitToo() throws Exception {
        FreshDatabase migrator =
                database.restricted("canary", "GRANT ALL ON SCHEMA public TO %s", "GRANT ALL ON latch TO %s");
        try (Latch latch = Latch.hold(database);
                StartingApplication application =
                        start("spring.liquibase.user=" + migrator.username(), "spring.liquibase.password=canary")) {
            DataSource applications = application.context().getBean(DataSource.class);
            application.awaitState(TargetState.RUNNING);
            CompletableFuture<Boolean> reader = waiting(() -> StartingApplication.connects(applications));
            latch.release();
            assertThat(reader.join()).isTrue();
        }
    }

    @Test
    void failTurnsThemAway() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start("migration.background.connections=fail")) {
            DataSource dataSource = application.context().getBean(DataSource.class);
            application.awaitState(TargetState.RUNNING);
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(dataSource::getConnection)
                    .withMessageContaining("being migrated");
            latch.release();
            await().until(() -> StartingApplication.connects(dataSource));
        }
    }

    @Test
    void allowLetsThemThrough() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start("migration.background.connections=allow")) {
            DataSource dataSource = application.context().getBean(DataSource.class);
            application.awaitState(TargetState.RUNNING);
            assertThat(StartingApplication.connects(dataSource)).isTrue();
            latch.release();
        }
    }

    @Test
    void aSchemaToolThatLooksTooEarlyIsRefusedWithAnExplanation() throws Exception {
        try (StartingApplication application = start("spring.jpa.hibernate.ddl-auto=validate")) {
            assertThat(application.failure())
                    .rootCause()
                    .hasMessageContaining("spring.jpa.hibernate.ddl-auto=validate")
                    .hasMessageContaining("migration.startup=background");
        }
        assertThat(database.value("SELECT to_regclass('databasechangelog')")).isNull();
    }

    /** Asks on a thread of its own, which by the end of this call waits, and not for a socket. */
    static <T> CompletableFuture<T> waiting(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(question.get()));
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(answer).isNotDone();
        return answer;
    }

    private static Book find(EntityManagerFactory factory) {
        try (EntityManager entities = factory.createEntityManager()) {
            return entities.find(Book.class, 1L);
        }
    }

    private StartingApplication start(String... properties) {
        return StartingApplication.background(changelogs, database, Jpa.class, properties);
    }

    /** The first bean to be created wants JPA: before anything of ours is created for its own sake. */
    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Book.class)
    @Import(StartingApplication.Plain.class)
    @ImportAutoConfiguration(HibernateJpaAutoConfiguration.class)
    static class Jpa {

        @Bean
        String anEarlyBird(EntityManagerFactory factory) {
            return factory.toString();
        }
    }
}
