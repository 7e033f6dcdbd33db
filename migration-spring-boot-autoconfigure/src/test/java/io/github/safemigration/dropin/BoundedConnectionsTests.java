package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.adapter.jdbc.BoundedConnections;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A pool that is too small for a run, and would wait for ever, is told. */
@DatabaseTest(perMethod = true)
class BoundedConnectionsTests {

    private final FreshDatabase database;

    BoundedConnectionsTests(FreshDatabase database) {
        this.database = database;
    }

    @Test
    void aWaitWithoutEndIsEndedAndLeavesNoInterruptionBehind() throws SQLException {
        DataSource bounded = new BoundedConnections(new Waiting(database, 1), Duration.ofMillis(200));

        try (Connection only = bounded.getConnection()) {
            assertThat(only.isValid(1)).isTrue();
            assertThatThrownBy(bounded::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("migration.datasource.url");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void aRunThroughAPoolThatIsTooSmallFailsInsteadOfWaitingForItself(@TempDir Path folder) {
        Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"))
                .withBean(DataSource.class, () -> new Waiting(database, 1))
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("A migration takes three at once"));
        assertThat(database.value("SELECT to_regclass('book')::text")).isNull();
    }

    @Test
    void threeAreEnough(@TempDir Path folder) {
        Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"))
                .withBean(DataSource.class, () -> new Waiting(database, 3))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
    }

    /** A pool that tells nobody its address and waits as long as it takes. */
    static final class Waiting extends AbstractDataSource {

        private final FreshDatabase database;
        private final Semaphore free;

        Waiting(FreshDatabase database, int size) {
            this.database = database;
            this.free = new Semaphore(size);
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                free.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("Interrupted while waiting for a connection", e);
            }
            return Returning.to(database.dataSource().getConnection(), free::release);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
