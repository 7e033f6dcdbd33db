package io.github.safemigration.adapter.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DatabaseTest(perMethod = true)
class ChangelogLockTests {

    private static final String ONE = "--changeset ann:1\ncreate table one (id int);\n";
    private static final String TWO = "--changeset ann:2\ncreate table two (id int);\n";

    @Test
    void aRunThatFailsBeforeItsFirstChangesetLeavesTheLockFree(FreshDatabase database, @TempDir Path folder) {
        TestApplication application = new TestApplication(folder, database);
        application.sql(ONE).start().close();
        application.sql(ONE.replace("int", "bigint") + TWO);

        assertThatThrownBy(application::start).hasMessageContaining("changelog.sql::1::ann");
        assertThat(database.value("SELECT count(*) FROM databasechangeloglock WHERE locked"))
                .isEqualTo("0");
    }

    @Test
    void aStartThatWaitedForSomebodyElsesWorkRunsNothing(FreshDatabase database, @TempDir Path folder) {
        TestApplication application = new TestApplication(folder, database);
        application.sql(ONE).start().close();
        database.execute("UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'pod-7'");
        TheOther.work = () -> database.execute(
                "INSERT INTO databasechangelog SELECT '2', author, filename, now(), 2, exectype, NULL FROM databasechangelog",
                "UPDATE databasechangeloglock SET locked = false, lockgranted = NULL, lockedby = NULL");

        try (ConfigurableApplicationContext context =
                application.sql(ONE + TWO).source(TheOther.class).start()) {
            assertThat(context.isActive()).isTrue();
        }
        assertThat(database.value("SELECT to_regclass('two')")).isNull();
        assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo("1");
        assertThat(database.value("SELECT count(*) FROM databasechangeloglock WHERE locked"))
                .isEqualTo("0");
    }

    /** Somebody else, whose work is over as soon as we wait for it. */
    @Configuration(proxyBeanMethods = false)
    static class TheOther {

        private static Runnable work = () -> {};

        @Bean
        MigrationListener worker() {
            return event -> {
                if (event instanceof MigrationEvent.LockAwaited waiting) {
                    assertThat(waiting.holder().owner()).isEqualTo("pod-7");
                    work.run();
                }
            };
        }
    }
}
