package io.github.safemigration.boot.probe;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class ProbeResponderTests {

    private final int port = FreePort.find();

    private final HttpClient client = HttpClient.newHttpClient();

    private final List<ProbeResponder> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ProbeResponder::close);
    }

    @Test
    void livenessIsUpAndReadinessIsNot() throws Exception {
        open();

        HttpResponse<String> live = get("/actuator/health/liveness");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(live.headers().firstValue("Content-Type")).hasValue("application/vnd.spring-boot.actuator.v3+json");
        HttpResponse<String> ready = get("/actuator/health/readiness");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
    }

    @Test
    void everythingElseIsAskedToComeBack() throws Exception {
        open();

        HttpResponse<String> answer = get("/orders?page=2");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":503", "\"title\":\"Service Unavailable\"");
    }

    @Test
    void onlyReadingIsAnswered() throws Exception {
        open();

        assertThat(send(request("/actuator/health/liveness").POST(BodyPublishers.ofString("x".repeat(10_000))))
                        .statusCode())
                .isEqualTo(503);
        assertThat(send(request("/actuator/health/liveness").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theStatusIsShownWhereItsEndpointIsExposed() throws Exception {
        ProbeResponder responder = open("management.endpoints.web.exposure.include=*");

        assertThat(get("/actuator/migrations").statusCode()).isEqualTo(503);
        responder.show(() -> "{\"targets\":[]}");
        assertThat(get("/actuator/migrations").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/migrations").body()).isEqualTo("{\"targets\":[]}");
    }

    @Test
    void theStatusIsNotShownWhereItsEndpointIsNotExposed() throws Exception {
        open().show(() -> "{\"targets\":[]}");

        assertThat(get("/actuator/migrations").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/migrations").body()).doesNotContain("targets");
    }

    @Test
    void aMigrationThatHaltsIsNotSaidToBeUnderWay() throws Exception {
        ProbeResponder responder = open();
        assertThat(get("/items").body()).contains("is being migrated or checked");
        responder.show(new ProbeStatus() {
            @Override
            public String json() {
                return "{}";
            }

            @Override
            public boolean isHalted() {
                return true;
            }
        });
        HttpResponse<String> halted = get("/items");
        assertThat(halted.statusCode()).isEqualTo(503);
        assertThat(halted.headers().firstValue("Retry-After")).isPresent();
        assertThat(halted.body()).contains("has failed or waits").doesNotContain("being migrated");
    }

    @Test
    void aStatusThatFailsDoesNotTellWhy() throws Exception {
        open("management.endpoints.web.exposure.include=*").show(() -> {
            throw new IllegalStateException("password=canary");
        });

        assertThat(get("/actuator/migrations").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/migrations").body()).doesNotContain("canary");
    }

    @Test
    void aPortThatIsTakenIsToldOnce(CapturedOutput output) {
        open();
        ProbeResponder second = new ProbeResponder(environment(), new DefaultResourceLoader(), true, "5");
        opened.add(second);

        second.close();

        assertThat(output.getOut().lines().filter(line -> line.contains(" WARN ")))
                .singleElement()
                .asString()
                .contains("port " + port, "Address already in use", "The start goes on");
    }

    @Test
    void onlyTheConfiguredAddressIsBound(CapturedOutput output) {
        // Reserved for documentation: no machine has it.
        ProbeResponder responder =
                new ProbeResponder(environment("server.address=192.0.2.1"), new DefaultResourceLoader(), true, "5");

        responder.close();

        assertThat(output).contains("WARN").contains("Cannot assign requested address");
    }

    @Test
    void tlsMaterialThatIsMissingIsToldAndTheStartGoesOn(CapturedOutput output) {
        ProbeResponder responder =
                new ProbeResponder(environment("server.ssl.bundle=of-a-bean"), new DefaultResourceLoader(), true, "5");

        responder.close();

        assertThat(output).contains("WARN").contains("of-a-bean");
    }

    @Test
    void requestsInHandAreAnsweredWhileThePortIsAlreadySomebodyElses() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ProbeResponder responder = open("management.endpoints.web.exposure.include=*");
        responder.show(() -> {
            asked.countDown();
            await().until(() -> answer.getCount() == 0);
            return "{}";
        });
        CompletableFuture<HttpResponse<String>> inHand =
                client.sendAsync(request("/actuator/migrations").build(), ofString());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        responder.leave(ProbeRole.SERVER);
        try (ServerSocket next = new ServerSocket()) {
            next.bind(new InetSocketAddress(port));
            assertThat(inHand).isNotDone();
            answer.countDown();
            assertThat(inHand.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatNobodyUsesIsLeftAtOnceAndCanBeBoundAgain() throws Exception {
        ProbeResponder responder = open();
        get("/actuator/health/liveness");

        long before = System.nanoTime();
        responder.leave(ProbeRole.SERVER);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));

        open();
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatSendHalfARequestDoNotSilenceTheProbes() throws Exception {
        open();
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket half = new Socket(InetAddress.getLoopbackAddress(), port);
                half.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
                halves.add(half);
            }
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void itsThreadsNeverKeepTheJvmAlive() throws Exception {
        open();
        get("/actuator/health/liveness");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().matches("migration-probe.*|HTTP-Dispatcher"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void thePathThatWasProbedIsRemembered() throws Exception {
        ProbeResponder responder = open();
        get("/actuator/health/readiness");
        assertThat(responder.probedPath(ProbeRole.SERVER)).isNull();

        get("/actuator/health/liveness");

        assertThat(responder.probedPath(ProbeRole.SERVER)).isEqualTo("/actuator/health/liveness");
        responder.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get("/actuator/health/liveness"));
    }

    private ProbeResponder open(String... properties) {
        ProbeResponder responder = new ProbeResponder(environment(properties), new DefaultResourceLoader(), true, "7");
        opened.add(responder);
        await().ignoreExceptions().until(() -> get("/").statusCode() == 503);
        return responder;
    }

    private MockEnvironment environment(String... properties) {
        MockEnvironment environment = new MockEnvironment().withProperty("server.port", String.valueOf(port));
        environment.setConversionService(new ApplicationConversionService());
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            environment.setProperty(parts[0], parts[1]);
        }
        return environment;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), ofString());
    }
}
