package io.github.safemigration.sample.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private DatabaseProperties properties;

    @BeforeEach
    void chooseFolder() {
        String version = Objects.requireNonNull(System.getProperty("migration.test.postgres"));
        properties = new DatabaseProperties(true, folder, version, Path.of("target/postgresql"));
    }

    @Test
    void keepsItsDataAndWritesItToDisk() {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            jdbc(database).sql("CREATE TABLE kept AS SELECT 42 AS answer").update();
            assertThat(List.of(setting(database, "fsync"), setting(database, "synchronous_commit")))
                    .containsOnly("on");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            assertThat(jdbc(database)
                            .sql("SELECT answer FROM kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
        assertThat(postmaster()).doesNotExist();
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            DriverManagerDataSource stranger = new DriverManagerDataSource(database.getJdbcUrl(), "orders", "wrong");
            assertThatExceptionOfType(PSQLException.class)
                    .isThrownBy(stranger::getConnection)
                    .matches(failure -> "28P01".equals(failure.getSQLState()));
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                    .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void joinsTheServerOfAnotherProcessAndOutlivesIt() throws IOException, InterruptedException {
        DatabaseProcess other = DatabaseProcess.start(properties);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            other.terminate();
            assertThat(jdbc(database).sql("SELECT 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
        assertThat(postmaster()).doesNotExist();
    }

    @Test
    void stopsItsServerWhenTheProcessIsTerminated() throws IOException, InterruptedException {
        DatabaseProcess.start(properties).terminate();

        assertThat(folder.resolve("cluster")).isNotEmptyDirectory();
        assertThat(postmaster()).doesNotExist();
    }

    @Test
    void takesOverTheServerThatAKilledProcessLeftBehind() throws IOException, InterruptedException {
        DatabaseProcess.start(properties).kill();
        String pid = Files.readAllLines(postmaster()).get(0);

        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            assertThat(jdbc(database).sql("SELECT 1").query(Integer.class).single())
                    .isEqualTo(1);
            assertThat(Files.readAllLines(postmaster()).get(0)).isEqualTo(pid);
        }
        assertThat(postmaster()).doesNotExist();
    }

    @Test
    void startsDespiteWhatAKilledServerLeftBehind() throws IOException {
        EmbeddedDatabase.open(properties).close();
        // Its number belongs to a living process again, as it may after a restart of the machine or container.
        String pid = Long.toString(ProcessHandle.current().pid());
        Files.write(postmaster(), List.of(pid, folder.toString(), "1", "5432", "", "127.0.0.1", "1 1", "ready"));
        Path unfinished = Files.createDirectory(folder.resolve("cluster.1.unfinished"));

        EmbeddedDatabase.open(properties).close();

        assertThat(unfinished).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsOpenInThisJvm() {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> EmbeddedDatabase.open(properties))
                    .withMessageContaining("is open in this JVM already");
            assertThat(setting(database, "port")).isNotEmpty();
        }
    }

    @Test
    void refusesTheDataOfAnotherVersionAndLeavesItAlone() throws IOException {
        EmbeddedDatabase.open(properties).close();
        Path version = folder.resolve("cluster/PG_VERSION");
        Files.writeString(version, "9");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> EmbeddedDatabase.open(properties))
                .withMessageContaining("is PostgreSQL 9's");
        assertThat(version).hasContent("9");
    }

    private Path postmaster() {
        return folder.resolve("cluster/postmaster.pid");
    }

    private static String setting(EmbeddedDatabase database, String name) {
        return jdbc(database)
                .sql("SELECT current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    private static JdbcClient jdbc(EmbeddedDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
    }
}
