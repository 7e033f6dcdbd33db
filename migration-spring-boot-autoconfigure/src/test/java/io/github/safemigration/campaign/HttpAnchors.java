package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreePort;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What Kubernetes and strangers hear while an application migrates, with the starter and without it. */
final class HttpAnchors {

    private static final String OURS = "migration.enabled=true";
    private static final String PLAIN = "migration.enabled=false";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SLEEP = "--changeset campaign:1\nselect pg_sleep(5);\n";
    private static final String SLEEPING = "select 1 from pg_stat_activity where datname = current_database()"
            + " and state = 'active' and query like 'select pg_sleep(5)%'";

    private final Path folder;
    private final int port = FreePort.find();

    HttpAnchors(Path folder) {
        this.folder = folder;
    }

    void measure(Figures figures) throws Exception {
        compare(
                figures,
                "A3 while the start migrates: live / ready",
                "200 / 503",
                probed(false, OURS),
                probed(false, PLAIN));
        compare(
                figures,
                "A4 while it migrates after the start: live / ready",
                "200 / 503",
                probed(true, OURS, "migration.startup=background"),
                probed(true, PLAIN, "spring.liquibase.enabled=false", "campaign.after-start=true"));
        compare(
                figures,
                "A13 POST to an exposed endpoint, nothing configured",
                "405",
                posted("migrations/runs", OURS),
                posted("runs", PLAIN));
    }

    private static void compare(Figures figures, String what, String target, String ours, String plain) {
        figures.add(what, ours, plain, target, ours.equals(target));
    }

    private String probed(boolean afterwards, String... properties) throws Exception {
        try (FreshDatabase database = TestDatabase.fresh()) {
            TestApplication application = application(database, SLEEP, properties);
            CompletableFuture<ConfigurableApplicationContext> start =
                    CompletableFuture.supplyAsync(() -> application.start(WebApplicationType.SERVLET));
            await().atMost(PATIENCE).until(() -> isSleeping(database));
            // Spring Boot says that an application is ready only a moment after that has begun.
            if (afterwards) {
                start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            String heard = status("liveness") + " / " + status("readiness");
            boolean inTime = isSleeping(database);
            start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
            return inTime ? heard : "too late";
        }
    }

    private static boolean isSleeping(FreshDatabase database) {
        return !database.query(SLEEPING).isEmpty();
    }

    private String posted(String endpoint, String... properties) {
        try (FreshDatabase database = TestDatabase.fresh();
                ConfigurableApplicationContext context = application(
                                database, "--changeset campaign:1\nselect 1;\n", properties)
                        .with("management.endpoints.web.exposure.include=*")
                        .start(WebApplicationType.SERVLET)) {
            return HttpAnswer.post(address(endpoint), "{}").status() + "";
        }
    }

    private TestApplication application(FreshDatabase database, String changesets, String... properties) {
        return new TestApplication(folder, database)
                .source(WebPod.class)
                .with("server.port=" + port)
                .with(properties)
                .sql(changesets);
    }

    private String status(String group) {
        try {
            return HttpAnswer.get(address("health/" + group)).status() + "";
        } catch (UncheckedIOException e) {
            return "no answer";
        }
    }

    private String address(String endpoint) {
        return "http://localhost:" + port + "/actuator/" + endpoint;
    }
}
