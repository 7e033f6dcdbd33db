package io.github.safemigration.dropin;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.FreshDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** An application that starts on a thread of its own, so that a test can look at it meanwhile. */
final class StartingApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReference<ConfigurableListableBeanFactory> beans = new AtomicReference<>();
    private final CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();

    private StartingApplication(SpringApplicationBuilder application, String[] arguments) {
        application
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> beans.set(context.getBeanFactory()));
        Thread thread = new Thread(() -> start(application, arguments), "starting-application");
        thread.setDaemon(true);
        thread.start();
    }

    private void start(SpringApplicationBuilder application, String[] arguments) {
        try {
            started.complete(application.run(arguments));
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    /** Starts one without a web server. */
    static StartingApplication start(ChangelogFolder changelogs, String... properties) {
        return start(changelogs, WebApplicationType.NONE, new Class<?>[] {Plain.class}, properties);
    }

    /** Starts one without a web server and with beans of its own. */
    static StartingApplication start(ChangelogFolder changelogs, Class<?> configuration, String... properties) {
        return start(changelogs, WebApplicationType.NONE, new Class<?>[] {Plain.class, configuration}, properties);
    }

    static StartingApplication start(
            ChangelogFolder changelogs, WebApplicationType type, Class<?>[] configuration, String... properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(configuration)
                .web(type)
                .resourceLoader(new DefaultResourceLoader(changelogs.classLoader()));
        application.properties(
                "spring.liquibase.analytics-enabled=false",
                "spring.datasource.hikari.maximum-pool-size=2",
                "server.port=0");
        String[] arguments = Stream.of(properties).map("--"::concat).toArray(String[]::new);
        return new StartingApplication(application, arguments);
    }

    /** Starts one that migrates in the background. */
    static StartingApplication background(
            ChangelogFolder changelogs, FreshDatabase database, Class<?> configuration, String... properties) {
        boolean web = Web.class.isAssignableFrom(configuration);
        WebApplicationType type = web ? WebApplicationType.SERVLET : WebApplicationType.NONE;
        return start(
                changelogs,
                type,
                new Class<?>[] {configuration},
                Stream.of(
                                Stream.of(database.properties()),
                                Stream.of("migration.startup=background"),
                                Stream.of(properties))
                        .flatMap(some -> some)
                        .toArray(String[]::new));
    }

    /** Tells whether a data source hands out a connection. */
    static boolean connects(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(beans.get()).getBean(type);
    }

    /** What the application answers to GET on this path. */
    HttpResponse<String> get(String path) throws Exception {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context()).getWebServer())
                .getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    TargetStatus status() {
        return bean(MigrationService.class).status("default");
    }

    /** Waits until the target is in this state, while the application may still be starting. */
    void awaitState(TargetState state) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status().state() == state);
    }

    boolean isUp() {
        return started.isDone() && !started.isCompletedExceptionally();
    }

    /** Waits until it is up. */
    ConfigurableApplicationContext context() throws Exception {
        return started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until its start has failed. */
    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("The application has started");
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    @Override
    public void close() {
        if (isUp()) {
            started.join().close();
        }
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        LiquibaseAutoConfiguration.class,
        MigrationAutoConfiguration.class
    })
    static class Plain {}

    /** All that is on the class path but JPA, which would want entities. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
            })
    static class Web {}
}
