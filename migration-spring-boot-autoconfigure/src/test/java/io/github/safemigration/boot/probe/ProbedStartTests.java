package io.github.safemigration.boot.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreePort;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Starts that are probed from inside, by beans of their own. */
@Tag("probes")
@ExtendWith(OutputCaptureExtension.class)
class ProbedStartTests {

    private static final List<Integer> statuses = new CopyOnWriteArrayList<>();

    private final int port = FreePort.find();

    @Test
    void aStartIsAliveFromItsFirstBeansOnAndAgainAfterARestart() {
        for (int start = 0; start < 2; start++) {
            statuses.clear();
            run(ProbesWhileStarting.class).close();
            // The bean, a component that starts right before the port is handed over, and one that starts after that,
            // long before Boot itself says that the application is alive.
            assertThat(statuses).containsExactly(200, 200, 200);
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

    @Test
    void withoutTheServerOfTheJdkItStartsAsEver() throws IOException {
        String modules = ModuleLayer.boot().modules().stream()
                .map(Module::getDescriptor)
                .filter(module -> module.requires().stream()
                        .noneMatch(required -> required.name().equals("jdk.httpserver")))
                .map(ModuleDescriptor::name)
                .filter(name -> !name.equals("jdk.httpserver"))
                .collect(Collectors.joining(","));
        try (ForkedApplication application = new ForkedApplication(
                List.of("--limit-modules", modules),
                ProbedApplication.class,
                List.of("--server.port=" + port),
                Map.of())) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> probe(port) == 200);
            assertThat(application.log()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
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
        SmartLifecycle lastComponentBefore(Environment environment) {
            return probingComponent(environment, WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 2);
        }

        @Bean
        SmartLifecycle componentAfter(Environment environment) {
            return probingComponent(environment, SmartLifecycle.DEFAULT_PHASE);
        }

        private static SmartLifecycle probingComponent(Environment environment, int phase) {
            int port = environment.getRequiredProperty("server.port", int.class);
            return new SmartLifecycle() {

                @Override
                public int getPhase() {
                    return phase;
                }

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
