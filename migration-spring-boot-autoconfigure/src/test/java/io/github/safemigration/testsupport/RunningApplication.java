package io.github.safemigration.testsupport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that a test started, on ports of the system's choice. */
public final class RunningApplication implements AutoCloseable {

    private static final List<String> DEFAULTS = List.of(
            "server.port=0",
            "spring.main.banner-mode=off",
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "management.endpoints.web.exposure.include=*");

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts an application with a servlet container, without JPA, all endpoints exposed.
     *
     * @param configuration its configuration
     * @param database the database it finds, and further properties
     * @param properties further properties, stronger than the defaults
     * @return the application, once it is up
     */
    public static RunningApplication servlet(Class<?> configuration, FreshDatabase database, String... properties) {
        return start(WebApplicationType.SERVLET, configuration, database, properties);
    }

    /**
     * Starts a reactive application, without JPA, all endpoints exposed.
     *
     * @param configuration its configuration
     * @param database the database it finds
     * @param properties further properties, stronger than the defaults
     * @return the application, once it is up
     */
    public static RunningApplication reactive(Class<?> configuration, FreshDatabase database, String... properties) {
        return start(WebApplicationType.REACTIVE, configuration, database, properties);
    }

    private static RunningApplication start(
            WebApplicationType type, Class<?> configuration, FreshDatabase database, String... properties) {
        Map<String, Object> all = new LinkedHashMap<>();
        Stream.of(DEFAULTS.stream(), Stream.of(database.properties()), Stream.of(properties))
                .flatMap(Function.identity())
                .map(property -> property.split("=", 2))
                .forEach(property -> all.put(property[0], property[1]));
        return new RunningApplication(new SpringApplicationBuilder(configuration)
                .web(type)
                .properties(all)
                .run());
    }

    /**
     * Finds a bean.
     *
     * @param type its type
     * @param <T> its type
     * @return the bean
     */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /**
     * Asks the application.
     *
     * @param path the path, with its query
     * @return the answer
     */
    public HttpAnswer get(String path) {
        return HttpAnswer.get(url("local.server.port") + path);
    }

    /**
     * Has the application do something.
     *
     * @param path the path
     * @param body a JSON object
     * @return the answer
     */
    public HttpAnswer post(String path, String body) {
        return HttpAnswer.post(url("local.server.port") + path, body);
    }

    /**
     * Asks the application's management server.
     *
     * @param path the path, with its query
     * @return the answer
     */
    public HttpAnswer getFromManagement(String path) {
        return HttpAnswer.get(url("local.management.port") + path);
    }

    private String url(String port) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty(port);
    }

    @Override
    public void close() {
        context.close();
    }
}
