package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A start that serves first and migrates then. */
@DatabaseTest(perMethod = true)
class BackgroundStartTests {

    /** Waits for as long as somebody else holds the table. */
    private static final String SLOW = "--changeset ann:1\nSELECT count(*) FROM latch;\nCREATE TABLE book (id bigint);";

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    BackgroundStartTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql(SLOW);
        database.execute("CREATE TABLE latch (id int)");
    }

    @Test
    void theServerIsUpFirstAndReadinessComesWithTheMigration() throws Exception {
        try (Connection latch = held();
                StartingApplication application = start()) {
            ConfigurableApplicationContext context = application.context();
            application.awaitState(TargetState.RUNNING);
            assertThat(status(context, "liveness")).isEqualTo(200);
            assertThat(status(context, "readiness")).isEqualTo(503);
            latch.rollback();
            await().until(() -> status(context, "readiness") == 200);
            assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void aFailureHoldsItUnready() throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (StartingApplication application = start()) {
            ConfigurableApplicationContext context = application.context();
            application.awaitState(TargetState.FAILED);
            assertThat(status(context, "liveness")).isEqualTo(200);
            assertThat(status(context, "readiness")).isEqualTo(503);
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void onHaltFailEndsTheApplication() throws Exception {
        changelogs.sql("--changeset ann:1\nALTER TABLE nobody ADD id int;");
        try (StartingApplication application = start("migration.on-halt=fail")) {
            ConfigurableApplicationContext context = application.context();
            await().until(() -> !context.isActive());
        }
        await().untilAsserted(() -> assertThat(
                        database.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()"))
                .isEqualTo("0"));
    }

    @Test
    void anEndInMidRunLetsTheRunEndAndLeavesNoLock() throws Exception {
        try (Connection latch = held();
                StartingApplication application = start()) {
            ConfigurableApplicationContext context = application.context();
            application.awaitState(TargetState.RUNNING);
            Thread closing = new Thread(context::close);
            closing.start();
            await().until(() -> !context.isRunning() || closing.getState() == Thread.State.TIMED_WAITING);
            latch.rollback();
            closing.join();
        }
        assertThat(database.value("SELECT locked FROM databasechangeloglock")).isEqualTo("f");
        assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
    }

    private Connection held() throws Exception {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE latch");
        return connection;
    }

    private StartingApplication start(String... properties) {
        return StartingApplication.start(
                changelogs,
                WebApplicationType.SERVLET,
                new Class<?>[] {Web.class},
                Stream.of(
                                Stream.of(database.properties()),
                                Stream.of("migration.startup=background"),
                                Stream.of(properties))
                        .flatMap(some -> some)
                        .toArray(String[]::new));
    }

    private static int status(ConfigurableApplicationContext context, String group)
            throws IOException, InterruptedException {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        URI address = URI.create("http://localhost:" + port + "/actuator/health/" + group);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
            })
    static class Web {}
}
