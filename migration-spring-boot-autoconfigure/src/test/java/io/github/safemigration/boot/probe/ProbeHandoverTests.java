package io.github.safemigration.boot.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes applications from their first second until after they are ready, across the hand-over of the port. */
class ProbeHandoverTests {

    private static final Duration LONGEST_SILENCE = Duration.ofMillis(250);

    private static String keyStore = "";

    private final int port = FreePort.find();

    private final int managementPort = FreePort.find();

    @BeforeAll
    static void makeKeyStore(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int exit = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        keyStore = file.toString();
    }

    @Test
    void answersWithoutSilenceOnTomcat() throws IOException {
        probe("tomcat", "http://localhost:" + port + "/actuator/health");
    }

    @Test
    void answersWithoutSilenceOnJetty() throws IOException {
        probe("jetty", "http://localhost:" + port + "/actuator/health", "--test.web-server=jetty");
    }

    @Test
    void answersWithoutSilenceOverTls() throws IOException {
        probe(
                "tls",
                "https://localhost:" + port + "/actuator/health",
                "--server.ssl.key-store=" + keyStore,
                "--server.ssl.key-store-password=changeit");
    }

    @Test
    void answersWithoutSilenceOverTlsFromABundle() throws IOException {
        probe(
                "tls bundle, jetty",
                "https://localhost:" + port + "/actuator/health",
                "--test.web-server=jetty",
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.jks.web.keystore.location=" + keyStore,
                "--spring.ssl.bundle.jks.web.keystore.password=changeit");
    }

    @Test
    void answersWithoutSilenceOnASeparateManagementPort() throws IOException {
        probe(
                "management port",
                "http://localhost:" + managementPort + "/ops/actuator/health",
                "--management.server.port=" + managementPort,
                "--management.server.base-path=/ops");
    }

    @Test
    void answersWithoutSilenceUnderContextPathAndBasePath() throws IOException {
        probe(
                "context path",
                "http://localhost:" + port + "/shop/manage/state",
                "--server.servlet.context-path=/shop",
                "--management.endpoints.web.base-path=/manage",
                "--management.endpoints.web.path-mapping.health=state");
    }

    @Test
    void answersWithoutSilenceUnderAdditionalPathsBesideAManagementPort() throws IOException {
        String server = "http://localhost:" + port;
        probe(
                "additional paths",
                server + "/livez",
                server + "/readyz",
                List.of(
                        "--management.endpoint.health.probes.add-additional-paths=true",
                        "--management.server.port=" + managementPort));
    }

    private void probe(String variant, String health, String... arguments) throws IOException {
        probe(variant, health + "/liveness", health + "/readiness", List.of(arguments));
    }

    private void probe(String variant, String liveness, String readiness, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=" + port);
        all.add("--test.hold=3s");
        all.add("--management.endpoint.health.group.readiness.include=readinessState,migrations");
        try (ForkedApplication application = new ForkedApplication(ProbedApplication.class, all);
                Prober live = new Prober(liveness);
                Prober ready = new Prober(readiness)) {
            long from = application.firstLine() + SECONDS.toNanos(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> ready.last() == 200);
            long to = System.nanoTime() + SECONDS.toNanos(1);
            await().until(() -> System.nanoTime() > to);

            System.out.println("GAP " + variant + ": " + live.largestGapMillis(from, to) + " ms; live " + live.series()
                    + " ready " + ready.series());
            assertThat(live.largestGapMillis(from, to))
                    .as("longest silence with %s, log %s", variant, application.log())
                    .isLessThanOrEqualTo(LONGEST_SILENCE.toMillis());
            assertThat(ready.series()).containsExactly(503, 200);
            assertThat(ready.count(503)).isGreaterThan(50);
        }
    }
}
