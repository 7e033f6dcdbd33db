package io.github.safemigration.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** A web application with a changelog, started as often as the corpus wants it. */
final class CorpusApplication {

    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    private final Corpus corpus;
    private final ClassLoader classLoader;
    private final Map<String, String> database;

    /**
     * Prepares the application.
     *
     * @param corpus the changelog
     * @param classLoader holds its files
     * @param database properties that lead to an empty database
     */
    CorpusApplication(Corpus corpus, ClassLoader classLoader, Map<String, String> database) {
        this.corpus = corpus;
        this.classLoader = classLoader;
        this.database = database;
    }

    /** {@return how long the application took to be ready, over all starts} */
    Duration run(Mode mode) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        corpus.liquibaseConfiguration().forEach(System::setProperty);
        try {
            return corpus.runs().stream().map(contexts -> start(mode, contexts)).reduce(Duration.ZERO, Duration::plus);
        } finally {
            corpus.liquibaseConfiguration().keySet().forEach(System::clearProperty);
            thread.setContextClassLoader(before);
        }
    }

    private Duration start(Mode mode, String contexts) {
        Map<String, String> properties = new LinkedHashMap<>(corpus.properties(contexts));
        properties.putAll(mode.properties());
        properties.putAll(database);
        properties.put("spring.application.name", corpus.name());
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "warn");
        properties.put("server.port", "0");
        long started = System.nanoTime();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .resourceLoader(new DefaultResourceLoader(classLoader))
                .run(arguments(properties))) {
            ObjectProvider<MigrationService> starter = context.getBeanProvider(MigrationService.class);
            if (mode == Mode.PLAIN) {
                assertThat(starter).isEmpty();
            } else {
                awaitEnd(starter.getObject());
            }
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    private static String[] arguments(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static void awaitEnd(MigrationService service) {
        List<TargetStatus> status = await().pollInterval(Duration.ofMillis(20))
                .atMost(LONGEST_RUN)
                .until(
                        service::status,
                        targets -> !targets.isEmpty()
                                && targets.stream()
                                        .allMatch(target -> target.state().isReady() || target.failure() != null));
        status.forEach(target -> {
            if (target.failure() != null) {
                throw new IllegalStateException(target.failure().message());
            }
        });
    }

    /** What every application with a database and a web server has. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
    static class Application {}
}
