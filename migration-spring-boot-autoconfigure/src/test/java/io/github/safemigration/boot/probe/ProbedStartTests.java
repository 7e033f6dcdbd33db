package io.github.safemigration.boot.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Starts that are probed from inside, by beans of their own. */
@ExtendWith(OutputCaptureExtension.class)
class ProbedStartTests {

    private static final List<Integer> statuses = new CopyOnWriteArrayList<>();

    private final int port = FreePort.find();

    @Test
    void aStartIsAliveFromItsFirstBeansOnAndAgainAfterARestart() {
        for (int start = 0; start < 2; start++) {
            statuses.clear();
            run(ProbesWhileStarting.class).close();
            // The bean, and a component that starts long before Boot itself says that the application is alive.
            assertThat(statuses).containsExactly(200, 200);
        }
    }

    @Test
    void aStartThatFailsLeavesThePort() throws IOException {
        assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> run(FailsWhileProbed.class));

        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsTheApplicationsOwnErrorAsEver(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(port)) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> run(ProbedApplication.class))
                    .havingRootCause()
                    .isInstanceOf(BindException.class);
            assertThat(taken.isBound()).isTrue();
        }

        assertThat(output.getOut().lines().filter(line -> line.contains("WARN") && line.contains("Cannot answer")))
                .hasSize(1);
        assertThat(output).contains("Web server failed to start. Port " + port + " was already in use.");
    }

    private ConfigurableApplicationContext run(Class<?> source, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(properties));
        arguments.add("--server.port=" + port);
        return SpringApplication.run(source, arguments.toArray(String[]::new));
    }

    private static int probe(int port) throws IOException {
        URI liveness = URI.create("http://localhost:" + port + "/actuator/health/liveness");
        return ((HttpURLConnection) liveness.toURL().openConnection()).getResponseCode();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ProbedApplication.class)
    static class ProbesWhileStarting {

        @Bean
        InitializingBean probingBean(Environment environment) {
            int port = environment.getRequiredProperty("server.port", int.class);
            return () -> statuses.add(await().ignoreExceptions().until(() -> probe(port), status -> status > 0));
        }

        @Bean
        SmartLifecycle probingComponent(Environment environment) {
            int port = environment.getRequiredProperty("server.port", int.class);
            return new SmartLifecycle() {

                @Override
                public void start() {
                    try {
                        statuses.add(probe(port));
                    } catch (IOException ex) {
                        throw new IllegalStateException(ex);
                    }
                }

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ProbedApplication.class)
    static class FailsWhileProbed {

        @Bean
        InitializingBean failingBean(Environment environment) {
            int port = environment.getRequiredProperty("server.port", int.class);
            return () -> {
                await().ignoreExceptions().until(() -> probe(port) == 200);
                throw new IllegalStateException("The changelog is broken");
            };
        }
    }
}
