package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.cli.CommandMode;
import io.github.safemigration.boot.startup.StartupMode;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Tells whether a start will open a port that is to be answered before. Also a start that migrates in the background
 * has beans to create first, and with JPA that takes its time.
 */
final class MigrationProbeCondition {

    private static final List<String> NEEDED = List.of(
            "com.sun.net.httpserver.HttpServer",
            "org.springframework.boot.web.server.context.WebServerApplicationContext",
            "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties",
            "org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath");

    private MigrationProbeCondition() {}

    static boolean matches(ConfigurableApplicationContext context) {
        return NEEDED.stream().allMatch(name -> ClassUtils.isPresent(name, context.getClassLoader()))
                && opensPorts(context)
                && !CommandMode.isActive(context.getEnvironment())
                && isWanted(context.getEnvironment());
    }

    private static boolean opensPorts(ConfigurableApplicationContext context) {
        // In a servlet container of somebody else the context has its servlet context from the beginning.
        boolean deployed = context instanceof WebApplicationContext web && web.getServletContext() != null;
        return context instanceof WebServerApplicationContext
                && !deployed
                && !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
    }

    private static boolean isWanted(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        try {
            MigrationProperties migration = binder.bindOrCreate("migration", MigrationProperties.class);
            return migration.enabled()
                    && migration.startup() != StartupMode.OFF
                    && binder.bind("spring.liquibase.enabled", Boolean.class).orElse(true)
                    && binder.bindOrCreate("migration.probe-responder", MigrationProbeResponderProperties.class)
                            .enabled();
        } catch (BindException ex) {
            // The bean that needs the property will refuse it, at its place in the start.
            return false;
        }
    }
}
