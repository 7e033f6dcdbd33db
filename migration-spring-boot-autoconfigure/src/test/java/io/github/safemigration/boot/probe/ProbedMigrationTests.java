package io.github.safemigration.boot.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.boot.probe.Prober.Answer;
import io.github.safemigration.boot.probe.Prober.Silence;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreePort;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes applications from outside while they run a changeset that takes long. */
@Tag("probes")
@DatabaseTest(perMethod = true)
class ProbedMigrationTests {

    private static final Logger logger = LoggerFactory.getLogger(ProbedMigrationTests.class);

    private static final Duration PERIOD = Duration.ofMillis(20);

    private static final Duration LONGEST_SILENCE = Duration.ofMillis(250);

    /** What a kubelet waits if nobody says otherwise: the first handshakes of a JVM take what its machine gives. */
    private static final Duration LONGEST_SILENCE_WITH_TLS = Duration.ofSeconds(1);

    /** How long the changeset takes; {@code -Dtest.changeset-seconds=20} tries what the issue asks for. */
    private static final int CHANGESET_SECONDS = Integer.getInteger("test.changeset-seconds", 4);

    /** In what this process tells of its own run; the lock's row tells the same, a moment later. */
    private static final Pattern RUNNING = Pattern.compile("\"currentRun\":\\{[^{]*\"position\":2,\"total\":3,");

    private static String keyStore = "";

    private final FreshDatabase database;

    private final int port = FreePort.find();

    private final int managementPort = FreePort.find();

    ProbedMigrationTests(FreshDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void makeKeyStore(@TempDir Path folder) throws IOException, InterruptedException {
        keyStore = TestKeyStore.in(folder).toString();
        Prober.warmUpTls(keyStore);
    }

    @Test
    void isAnsweredOnTomcat() throws IOException {
        probe("http", port);
    }

    @Test
    void isAnsweredOnTomcatWithTls() throws IOException {
        probe("https", port, "--server.ssl.key-store=" + keyStore, "--server.ssl.key-store-password=changeit");
    }

    @Test
    void isAnsweredOnASeparateManagementPort() throws IOException {
        probe("http", managementPort, "--management.server.port=" + managementPort);
    }

    @Test
    void isAnsweredOnJetty() throws IOException {
        probe("http", port, "--test.web-server=jetty");
    }

    @Test
    void isAnsweredWhileMigratingInTheBackground() throws IOException {
        try (Prober books = new Prober("http://localhost:" + port + "/books", Duration.ofMillis(100))) {
            probe("http", port, "--migration.startup=background", "--migration.retry-after=7s");
            List<Answer> refused = books.answers().stream()
                    .filter(answer -> answer.status() == 503)
                    .toList();
            // Both the responder and the gate, which comes after it, tell when to come back.
            assertThat(refused).extracting(Answer::retryAfter).containsOnly("7");
            assertThat(refused).extracting(Answer::body).anyMatch(body -> body.contains("does not serve yet"));
            assertThat(books.series()).containsExactly(503, 404);
        }
    }

    private void probe(String scheme, int actuatorPort, String... more) throws IOException {
        String actuator = scheme + "://localhost:" + actuatorPort + "/actuator";
        try (Control control = new Control(PERIOD);
                Prober live = new Prober(actuator + "/health/liveness", PERIOD);
                Prober ready = new Prober(actuator + "/health/readiness", Duration.ofMillis(100));
                Prober status = new Prober(actuator + "/migrations", Duration.ofMillis(250));
                ForkedApplication application =
                        new ForkedApplication(List.of(), MigratedApplication.class, arguments(more), environment())) {
            long from = application.firstLine() + SECONDS.toNanos(1);
            await().atMost(Duration.ofSeconds(CHANGESET_SECONDS + 60)).until(() -> ready.last() == 200);
            long to = System.nanoTime() + SECONDS.toNanos(1);
            await().until(() -> System.nanoTime() > to);

            Silence silence = live.longestSilence(from, to);
            Duration bound = scheme.startsWith("https") ? LONGEST_SILENCE_WITH_TLS : LONGEST_SILENCE;
            logger.info(
                    "Longest silence at {} {}: {} ms, {} ms after the first line of the log",
                    actuator,
                    List.of(more),
                    silence.length().toMillis(),
                    Duration.ofNanos(silence.from() - application.firstLine()).toMillis());
            assertThat(live.series()).containsExactly(200);
            assertThat(ready.series()).containsExactly(503, 200);
            tellsTheChangeset(status);
            assertThat(silence.length())
                    .as("longest silence; log:%n%s", String.join("\n", application.log()))
                    .isLessThanOrEqualTo(control.allowed(bound, from, to));
        }
    }

    /** For most of the time that it takes, and that it is over afterwards. */
    private static void tellsTheChangeset(Prober status) {
        List<Answer> answers = status.answers();
        List<Answer> running = answers.stream()
                .filter(answer -> RUNNING.matcher(answer.body()).find())
                .toList();
        assertThat(running).as("%s", answers).isNotEmpty().allSatisfy(answer -> assertThat(answer.body())
                .contains("\"state\":\"RUNNING\"", "\"id\":\"2-take-long\"", "\"author\":\"ada\""));
        Duration told = Duration.ofNanos(
                running.get(running.size() - 1).at() - running.get(0).at());
        assertThat(told).isGreaterThan(Duration.ofSeconds(CHANGESET_SECONDS - 2));
        assertThat(answers.get(answers.size() - 1).body()).contains("\"state\":\"UP_TO_DATE\"");
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--management.endpoints.web.exposure.include=health,migrations",
                "--spring.liquibase.change-log=classpath:changelogs/slow.sql",
                "--spring.liquibase.parameters.seconds=" + CHANGESET_SECONDS));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password());
    }
}
