package io.github.safemigration.adapter.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class JettyWarmUpTests {

    private final List<String> events = new CopyOnWriteArrayList<>();

    private final WebServer server = new JettyServletWebServerFactory("/shop", 0)
            .getWebServer(
                    context -> context.addServlet("recorder", new Recorder()).addMapping("/*"));

    @AfterEach
    void stop() {
        server.stop();
        server.destroy();
    }

    @Test
    void aRequestIsAnsweredBeforeThePortIsOpen() throws Exception {
        JettyWarmUp.request(
                server,
                "/shop/health/liveness",
                Duration.ofSeconds(30),
                () -> events.add("then, with port " + server.getPort()));
        assertThat(events).isEmpty();

        server.start();

        assertThat(events).containsExactly("/shop/health/liveness", "then, with port -1");
        URI second = URI.create("http://localhost:" + server.getPort() + "/shop/second");
        assertThat(((HttpURLConnection) second.toURL().openConnection()).getResponseCode())
                .isEqualTo(200);
    }

    @Test
    void theWayIsLeftOnlyOnce() {
        JettyWarmUp.request(server, "/shop/first", Duration.ofSeconds(30), () -> events.add("then"));

        server.start();
        server.stop();
        server.start();

        assertThat(events).containsExactly("/shop/first", "then");
    }

    private final class Recorder extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            events.add(request.getRequestURI());
        }
    }
}
