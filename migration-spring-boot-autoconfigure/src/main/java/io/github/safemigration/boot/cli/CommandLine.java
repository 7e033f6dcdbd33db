package io.github.safemigration.boot.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What was asked for.
 *
 * @param command the command's name
 * @param options the options, those left out that are properties of the application
 * @param others what is neither an option nor a property
 */
record CommandLine(String command, Map<String, String> options, List<String> others) {

    private static final String VARIABLE = "MIGRATION_COMMAND";

    CommandLine {
        options = Map.copyOf(options);
        others = List.copyOf(others);
    }

    /** {@return the command line, or null if no command was asked for} */
    static @Nullable CommandLine of(String[] args, ConfigurableEnvironment environment) {
        ApplicationArguments arguments = new DefaultApplicationArguments(args);
        List<String> named = arguments.getOptionValues(CommandMode.PROPERTY);
        @Nullable String command = named == null ? variable(environment) : last(named);
        return command == null
                ? null
                : new CommandLine(command.strip(), options(arguments), arguments.getNonOptionArgs());
    }

    private static @Nullable String variable(ConfigurableEnvironment environment) {
        PropertySource<?> variables =
                environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        return variables == null || variables.getProperty(VARIABLE) == null
                ? null
                : String.valueOf(variables.getProperty(VARIABLE));
    }

    private static Map<String, String> options(ApplicationArguments arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : arguments.getOptionNames()) {
            // A name with a dot is a property, as everywhere in Spring Boot.
            if (name.indexOf('.') < 0) {
                options.put(name, last(arguments.getOptionValues(name)));
            }
        }
        return options;
    }

    private static String last(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.get(values.size() - 1);
    }
}
