package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** What an application hears of a migration that is over before its beans are there. */
@DatabaseTest(perMethod = true)
class EventsTests {

    private final ApplicationContextRunner application;

    EventsTests(FreshDatabase database, @TempDir Path folder) {
        application = Twins.runner(new ChangelogFolder(folder)
                        .sql(
                                "--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);",
                                "--changeset ann:2\nINSERT INTO book VALUES (1);"))
                .withPropertyValues(database.properties());
    }

    @Test
    void eventListenersHearAllOfItInOrderAndWithItsTime() {
        Instant before = Instant.now();
        application
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .withUserConfiguration(Listening.class)
                .run(context -> {
                    Listener listener = context.getBean(Listener.class);
                    assertThat(listener.heard.stream().map(EventsTests::word))
                            .containsExactly(
                                    "LockTaken",
                                    "RunStarted",
                                    "1",
                                    "1 EXECUTED",
                                    "2",
                                    "2 EXECUTED",
                                    "RunFinished",
                                    "UP_TO_DATE");
                    assertThat(listener.heard)
                            .extracting(MigrationEvent::time)
                            .isSorted()
                            .allMatch(time -> time.isAfter(before) && time.isBefore(listener.created));
                });
    }

    @Test
    void aListenerThatFailsHurtsNeitherTheStartNorTheOthers() {
        application.withUserConfiguration(Failing.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Failing.class).calls).hasSize(8);
        });
    }

    @Test
    void aMigrationListenerHearsItLive() {
        List<TargetState> states = new CopyOnWriteArrayList<>();
        application
                .withBean(MigrationListener.class, () -> event -> {
                    if (event instanceof MigrationEvent.StateChanged changed) {
                        states.add(changed.state());
                    }
                })
                .run(context -> assertThat(context.getBean(MigrationService.class)
                                .status("default")
                                .state())
                        .isEqualTo(TargetState.UP_TO_DATE));
        assertThat(states).containsExactly(TargetState.UP_TO_DATE);
    }

    private static String word(MigrationEvent event) {
        if (event instanceof MigrationEvent.ChangesetStarted started) {
            return started.changeset().id();
        }
        if (event instanceof MigrationEvent.ChangesetFinished finished) {
            return finished.changeset().id() + " " + finished.outcome();
        }
        return event instanceof MigrationEvent.StateChanged changed
                ? changed.state().name()
                : event.getClass().getSimpleName();
    }

    /** A listener that needs the migrated database for itself. */
    static final class Listener {

        private final List<MigrationEvent> heard = new CopyOnWriteArrayList<>();
        private final Instant created = Instant.now();

        Listener(EntityManagerFactory factory) {
            try (var entities = factory.createEntityManager()) {
                assertThat(entities.find(Book.class, 1L)).isNotNull();
            }
        }

        @EventListener
        void on(MigrationEvent event) {
            heard.add(event);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Book.class)
    static class Listening {

        @Bean
        Listener listener(EntityManagerFactory factory) {
            return new Listener(factory);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {

        private final List<MigrationEvent> calls = new CopyOnWriteArrayList<>();

        @EventListener
        void on(MigrationEvent event) {
            calls.add(event);
            throw new IllegalStateException("This listener does not like " + event);
        }
    }
}
