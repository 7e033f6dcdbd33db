package io.github.safemigration.boot.cli;

import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** Tells whether this process runs one command on the migration instead of the application. */
public final class CommandMode {

    static final String PROPERTY = "migration.command";

    private static final String SOURCE = "migrationCommand";

    // No web server, no bean that nobody asks for, nothing on the way that prints.
    private static final Map<String, Object> SETTINGS = Map.of(
            "spring.main.web-application-type",
            "none",
            "spring.main.lazy-initialization",
            "true",
            "spring.main.keep-alive",
            "false",
            "spring.main.banner-mode",
            "off",
            "spring.main.log-startup-info",
            "false",
            "spring.jmx.enabled",
            "false");

    private CommandMode() {}

    /**
     * Tells whether a command was asked for, on the command line or by the environment variable {@code
     * MIGRATION_COMMAND}; {@code migration.command} in a configuration file does not count.
     *
     * @param environment the application's environment, once it is prepared
     * @return whether a command runs instead of the application
     */
    public static boolean isActive(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                && configurable.getPropertySources().contains(SOURCE);
    }

    static void activate(ConfigurableEnvironment environment) {
        environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, SETTINGS));
    }
}
