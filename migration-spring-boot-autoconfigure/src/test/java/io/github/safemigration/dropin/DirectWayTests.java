package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.autoconfigure.MigrationConnectionDetails;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The migration has a way to the database of its own. */
@DatabaseTest(perMethod = true)
class DirectWayTests {

    private static final String[] NOWHERE = {
        "migration.datasource.url=jdbc:postgresql://localhost:1/nowhere", "migration.datasource.username=nobody"
    };

    private final FreshDatabase database;
    private final ApplicationContextRunner application;

    DirectWayTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        application = Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"))
                .withPropertyValues(database.properties());
    }

    @Test
    void lockMigrationAndHistoryGoItsWay() {
        FreshDatabase migrator = database.restricted("canary-migrator", "GRANT CREATE ON SCHEMA public TO %s");
        application
                .withPropertyValues(
                        "migration.datasource.url=" + database.url() + "?ApplicationName=direct",
                        "migration.datasource.username=" + migrator.username(),
                        "migration.datasource.password=canary-migrator")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(ownersOf("book", "databasechangelog", "migration_run"))
                            .containsOnly(migrator.username());
                    assertThat(database.value(
                                    "SELECT count(*) FROM pg_stat_activity WHERE usename = ?"
                                            + " AND datname = current_database() AND application_name = 'direct'",
                                    migrator.username()))
                            .isNotEqualTo("0");
                    assertThat(JdbcClient.create(context.getBean(DataSource.class))
                                    .sql("SELECT current_user")
                                    .query(String.class)
                                    .single())
                            .isEqualTo(database.username());
                });
    }

    @Test
    void aUserAloneMigratesInTheDatabaseOfTheApplication() {
        FreshDatabase migrator = database.restricted("canary-migrator", "GRANT CREATE ON SCHEMA public TO %s");
        application
                .withPropertyValues(
                        "migration.datasource.username=" + migrator.username(),
                        "migration.datasource.password=canary-migrator")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(ownersOf("book", "migration_run")).containsOnly(migrator.username());
                });
    }

    @Test
    void aBeanWinsOverTheProperties() {
        application
                .withPropertyValues(NOWHERE)
                .withBean(MigrationConnectionDetails.class, () -> new There(database))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(ownersOf("book")).containsOnly(database.username());
                });
    }

    @Test
    void aServiceConnectionIsNotLedElsewhereByTheProperties() {
        application
                .withPropertyValues(NOWHERE)
                .withBean(LiquibaseConnectionDetails.class, () -> new Service(database))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void itsPasswordIsNotTold() {
        try (FreshDatabase other = TestDatabase.fresh()) {
            FreshDatabase migrator = other.restricted("canary-migrator", "GRANT CREATE ON SCHEMA public TO %s");
            application
                    .withPropertyValues(
                            "migration.datasource.url=" + other.url(),
                            "migration.datasource.username=" + migrator.username(),
                            "migration.datasource.password=wrong-canary")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining("password authentication failed")
                            .satisfies(
                                    failure -> assertThat(stackTrace(failure)).doesNotContain("wrong-canary")));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private List<String> ownersOf(String... tables) {
        return Stream.of(tables)
                .map(table ->
                        String.valueOf(database.value("SELECT tableowner FROM pg_tables WHERE tablename = ?", table)))
                .toList();
    }

    private record There(FreshDatabase database) implements MigrationConnectionDetails {

        @Override
        public @Nullable String getJdbcUrl() {
            return database.url();
        }

        @Override
        public @Nullable String getUsername() {
            return database.username();
        }

        @Override
        public @Nullable String getPassword() {
            return database.password();
        }
    }

    private record Service(FreshDatabase database) implements LiquibaseConnectionDetails {

        @Override
        public @Nullable String getUsername() {
            return database.username();
        }

        @Override
        public @Nullable String getPassword() {
            return database.password();
        }

        @Override
        public @Nullable String getJdbcUrl() {
            return database.url();
        }
    }
}
