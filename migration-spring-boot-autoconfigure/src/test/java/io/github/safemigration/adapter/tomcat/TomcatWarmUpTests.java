package io.github.safemigration.adapter.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class TomcatWarmUpTests {

    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final CountDownLatch stuck = new CountDownLatch(1);

    private final WebServer server = new TomcatServletWebServerFactory("/shop", 0)
            .getWebServer(
                    context -> context.addServlet("recorder", new Recorder()).addMapping("/*"));

    @AfterEach
    void stop() {
        stuck.countDown();
        server.stop();
        server.destroy();
    }

    @Test
    void aRequestIsAnsweredBeforeThePortIsOpen() throws Exception {
        TomcatWarmUp.request(server, "/shop/health/liveness", Duration.ofSeconds(30));

        assertThat(requests).containsExactly("/shop/health/liveness from 127.0.0.1");
        assertThat(((TomcatWebServer) server).getTomcat().getService().findConnectors())
                .isEmpty();
    }

    @Test
    void thePortIsOpenedAsEverAfterwards() throws Exception {
        TomcatWarmUp.request(server, "/shop/first", Duration.ofSeconds(30));

        server.start();

        URI second = URI.create("http://localhost:" + server.getPort() + "/shop/second");
        assertThat(((HttpURLConnection) second.toURL().openConnection()).getResponseCode())
                .isEqualTo(200);
        assertThat(requests).hasSize(2);
    }

    @Test
    void aRequestThatIsNotAnsweredDoesNotHoldTheStart() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> TomcatWarmUp.request(server, "/shop/stuck", Duration.ofMillis(100)));

        server.start();
        assertThat(server.getPort()).isPositive();
    }

    private final class Recorder extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            requests.add(request.getRequestURI() + " from " + request.getRemoteAddr());
            if (request.getRequestURI().endsWith("stuck")) {
                try {
                    stuck.await();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
