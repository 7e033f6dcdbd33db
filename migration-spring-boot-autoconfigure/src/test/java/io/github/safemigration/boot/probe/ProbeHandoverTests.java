package io.github.safemigration.boot.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.boot.probe.Prober.Silence;
import io.github.safemigration.testsupport.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes applications from their first second until after they are ready, across the hand-over of the port, under the
 * paths that an application may have. {@link ProbedMigrationTests} does so while a migration runs.
 */
@Tag("probes")
class ProbeHandoverTests {

    private static final Logger logger = LoggerFactory.getLogger(ProbeHandoverTests.class);

    private static final Duration PERIOD = Duration.ofMillis(20);

    private static final Duration LONGEST_SILENCE = Duration.ofMillis(250);

    /** What a kubelet waits if nobody says otherwise: the first handshakes of a JVM take what its machine gives. */
    private static final Duration LONGEST_SILENCE_WITH_TLS = Duration.ofSeconds(1);

    private static String keyStore = "";

    private final int port = FreePort.find();

    private final int managementPort = FreePort.find();

    @BeforeAll
    static void makeKeyStore(@TempDir Path folder) throws IOException, InterruptedException {
        keyStore = TestKeyStore.in(folder).toString();
        Prober.warmUpTls(keyStore);
    }

    @Test
    void answersWithoutSilenceOverTlsFromABundle() throws IOException {
        probe(
                "https://localhost:" + port + "/actuator/health",
                "--test.web-server=jetty",
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.jks.web.keystore.location=" + keyStore,
                "--spring.ssl.bundle.jks.web.keystore.password=changeit");
    }

    @Test
    void answersWithoutSilenceUnderContextPathAndBasePath() throws IOException {
        probe(
                "http://localhost:" + port + "/shop/manage/state",
                "--server.servlet.context-path=/shop",
                "--management.endpoints.web.base-path=/manage",
                "--management.endpoints.web.path-mapping.health=state");
    }

    @Test
    void answersWithoutSilenceUnderAdditionalPathsBesideAManagementPort() throws IOException {
        String server = "http://localhost:" + port;
        probe(
                server + "/livez",
                server + "/readyz",
                List.of(
                        "--management.endpoint.health.probes.add-additional-paths=true",
                        "--management.server.port=" + managementPort));
    }

    private void probe(String health, String... arguments) throws IOException {
        probe(health + "/liveness", health + "/readiness", List.of(arguments));
    }

    private void probe(String liveness, String readiness, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=" + port);
        all.add("--test.hold=2s");
        try (ForkedApplication application = new ForkedApplication(ProbedApplication.class, all);
                Control control = new Control(PERIOD);
                Prober live = new Prober(liveness, PERIOD);
                Prober ready = new Prober(readiness, Duration.ofMillis(100))) {
            long from = application.firstLine() + SECONDS.toNanos(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> ready.last() == 200);
            long to = System.nanoTime() + SECONDS.toNanos(1);
            await().until(() -> System.nanoTime() > to);

            Silence silence = live.longestSilence(from, to);
            Duration bound = liveness.startsWith("https") ? LONGEST_SILENCE_WITH_TLS : LONGEST_SILENCE;
            logger.info(
                    "Longest silence at {}: {} ms, {} ms after the first line of the log",
                    liveness,
                    silence.length().toMillis(),
                    Duration.ofNanos(silence.from() - application.firstLine()).toMillis());
            assertThat(live.series()).containsExactly(200);
            assertThat(ready.series()).containsExactly(503, 200);
            assertThat(silence.length())
                    .as("longest silence; log:%n%s", String.join("\n", application.log()))
                    .isLessThanOrEqualTo(control.allowed(bound, from, to));
        }
    }
}
