package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.PgBouncer;
import io.github.safemigration.testsupport.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ConfigurableApplicationContext;

/** Through a pooler that gives each transaction another session of the server's. */
@DatabaseTest(perMethod = true)
class PoolerTests {

    private static final String BOOK = "--changeset ann:1\ncreate table book (id int);\n";

    private static final String INDEX = """
            --changeset ann:2 runInTransaction:false
            create index concurrently book_ix on book (id);
            """;

    private static final String SETTING = """
            --changeset ann:2 runInTransaction:false
            set maintenance_work_mem = '32MB';
            create index concurrently book_ix on book (id);
            """;

    private FreshDatabase database;

    private Path folder;

    private PgBouncer pooler;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path temporary) throws IOException {
        database = fresh;
        folder = temporary;
        pooler = PgBouncer.transactions(fresh, temporary);
        application = new TestApplication(temporary, fresh).with("spring.datasource.url=" + pooler.url());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (pooler != null) {
            pooler.close();
        }
    }

    @Test
    void whatRunsInTransactionsRunsThroughItAndLeavesNothingBehindInIt() throws SQLException {
        StringBuilder changesets = new StringBuilder(BOOK);
        for (int number = 2; number <= 12; number++) {
            changesets.append("--changeset ann:%d\ninsert into book values (%d);\n".formatted(number, number));
        }
        application
                .sql(changesets.toString())
                .with("spring.liquibase.default-schema=public")
                .start()
                .close();

        assertThat(database.value("select count(*) from book")).isEqualTo("11");
        assertThat(database.value("select count(*) from migration_history where outcome = 'EXECUTED'"))
                .isEqualTo("12");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
        assertThat(database.value("select (finished_at < started_at + interval '10 s')::text from migration_run"))
                .as("none of our connections waited in it for another")
                .isEqualTo("true");
        assertThat(settingsOfItsSessions()).containsOnly("\"$user\", public/0/read committed/0");
    }

    @Test
    void aSettingForASessionIsRefusedBeforeAnythingRan() {
        MigrationException refused = refused(BOOK + SETTING);

        assertThat(refused.failure().kind()).isEqualTo(FailureKind.POOLED_SESSION);
        assertThat(refused.failure().message())
                .contains("changelog.sql::2::ann", "set maintenance_work_mem = '32MB'", "pooler");
        assertThat(database.value("select to_regclass('book')::text")).isNull();
        assertThat(database.value("select count(*) from databasechangelog")).isEqualTo("0");
        assertThat(database.value("select locked::text from databasechangeloglock"))
                .isEqualTo("false");
    }

    @Test
    void soIsASchemaThatLiquibaseWouldSetForTheSession() {
        database.execute("create schema shop");
        application.with("spring.liquibase.default-schema=shop");

        assertThat(refused(BOOK + INDEX).failure().message()).contains("schema shop in the search path");
    }

    @Test
    void theDirectWayLetsItRun() {
        application
                .sql(BOOK + SETTING)
                .with(
                        "migration.datasource.url=" + database.url(),
                        "migration.datasource.username=" + database.username(),
                        "migration.datasource.password=" + database.password());

        application.start().close();

        assertThat(database.value("select indisvalid::text from pg_index where indexrelid = 'book_ix'::regclass"))
                .isEqualTo("true");
    }

    @Test
    void anIndexThatIsBuiltConcurrentlyRunsThroughIt() throws SQLException {
        application.sql(BOOK + INDEX).start().close();

        assertThat(database.value("select indisvalid::text from pg_index where indexrelid = 'book_ix'::regclass"))
                .isEqualTo("true");
        assertThat(settingsOfItsSessions()).containsOnly("\"$user\", public/0/read committed/0");
    }

    @Test
    void aLockThatWasLeftBehindIsFreedAtOnceAlthoughThePoolersSessionsLiveOn() {
        application.sql(BOOK).start().close();
        String lockedBy = lockedByWhoeverMigratesThroughIt();
        database.execute(
                "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = '" + lockedBy + "'");
        long begun = System.nanoTime();

        application
                .sql(BOOK + "--changeset ann:2\ncreate table two (id int);\n")
                .start()
                .close();

        assertThat(database.value("select to_regclass('two')::text")).isEqualTo("two");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void preflightTellsThePoolerApartFromOneThatKeepsSessions() throws Exception {
        assertThat(poolerCheck(pooler.url()).message()).contains("may give each transaction another session");
        try (PgBouncer sessions = PgBouncer.sessions(database, folder)) {
            PreflightCheck check = poolerCheck(sessions.url());
            assertThat(check.level()).isEqualTo(CheckLevel.WARN);
            assertThat(check.message()).contains("keeps sessions");
        }
        assertThat(poolerCheck(database.url()).level()).isEqualTo(CheckLevel.OK);
    }

    private PreflightCheck poolerCheck(String url) {
        application.sql(BOOK).with("migration.startup=off", "spring.datasource.url=" + url);
        try (ConfigurableApplicationContext context = application.start()) {
            return context.getBean(MigrationService.class).preflight("default").checks().stream()
                    .filter(check -> check.name().equals("pooler"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private MigrationException refused(String changesets) {
        application.sql(changesets);
        BeanCreationException failed = catchThrowableOfType(BeanCreationException.class, application::start);
        if (failed.getCause() instanceof MigrationException refusal) {
            return refusal;
        }
        throw failed;
    }

    /** The row as it stands while a changeset runs. */
    private String lockedByWhoeverMigratesThroughIt() {
        application
                .sql(BOOK + "--changeset ann:row\ncreate table seen as select lockedby from databasechangeloglock;\n")
                .start()
                .close();
        database.execute("delete from databasechangelog where id = 'row'");
        return String.valueOf(database.value("select lockedby from seen"));
    }

    /** Each of its sessions in turn: while one is in a transaction, the next client gets another. */
    private List<String> settingsOfItsSessions() throws SQLException {
        List<String> settings = new ArrayList<>();
        List<Connection> held = new ArrayList<>();
        try {
            for (int session = 0; session < 3; session++) {
                Connection connection =
                        DriverManager.getConnection(pooler.url(), database.username(), database.password());
                held.add(connection);
                connection.setAutoCommit(false);
                try (var found = connection
                        .createStatement()
                        .executeQuery("select current_setting('search_path') || '/'"
                                + " || current_setting('client_connection_check_interval') || '/'"
                                + " || current_setting('default_transaction_isolation') || '/'"
                                + " || current_setting('lock_timeout')")) {
                    found.next();
                    settings.add(found.getString(1));
                }
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        return settings;
    }
}
