package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationCallback;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Callbacks of the application come after a migration and before anybody is served. */
@DatabaseTest(perMethod = true)
class CallbacksTests {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    CallbacksTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);");
        application = Twins.runner(changelogs).withPropertyValues(database.properties());
    }

    @BeforeEach
    void forget() {
        CALLS.clear();
    }

    @Test
    void theyAreCalledInOrderBeforeAnythingIsServedAndNotWhenNothingWasRun() {
        ApplicationContextRunner withCallbacks = application
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .withUserConfiguration(Callbacks.class);
        withCallbacks.run(context -> assertThat(CALLS).containsExactly("first default 0", "second default", "serving"));
        CALLS.clear();
        withCallbacks.run(context -> assertThat(CALLS).containsExactly("serving"));
    }

    @Test
    void oneThatFailsFailsABlockingStart() {
        application
                .withUserConfiguration(Refusing.class)
                .run(context -> assertThat(context).getFailure().hasMessageContaining("no cache"));
    }

    @Test
    void oneThatFailsKeepsABackgroundStartUnready() throws Exception {
        String[] properties = Stream.concat(
                        Stream.of(database.properties()),
                        Stream.of("migration.startup=background", "spring.liquibase.parameters.token=canary-cache"))
                .toArray(String[]::new);
        try (StartingApplication held = StartingApplication.start(changelogs, Refusing.class, properties)) {
            held.context();
            held.awaitState(TargetState.FAILED);
            // Longer than it takes to look again: all is applied, and still it is not ready.
            await().during(Duration.ofMillis(1_500)).until(() -> held.status().state() == TargetState.FAILED);
            assertThat(held.status().applied()).isOne();
            assertThat(held.status().toString()).contains("There is no cache for default with ******");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Book.class)
    static class Callbacks {

        @Bean
        @Order(2)
        MigrationCallback second() {
            return target -> CALLS.add("second " + target);
        }

        @Bean
        @Order(1)
        MigrationCallback first(EntityManagerFactory factory) {
            return target -> {
                try (var entities = factory.createEntityManager()) {
                    CALLS.add("first " + target + " "
                            + entities.createQuery("SELECT count(b) FROM book b", Long.class)
                                    .getSingleResult());
                }
            };
        }

        @Bean
        SmartLifecycle server() {
            return new Server();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Refusing {

        @Bean
        MigrationCallback refusing() {
            return target -> {
                throw new IllegalStateException("There is no cache for " + target + " with canary-cache");
            };
        }
    }

    /** Opens as early as anything does. */
    private static final class Server implements SmartLifecycle {

        private boolean running;

        @Override
        public void start() {
            running = true;
            CALLS.add("serving");
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }
    }
}
