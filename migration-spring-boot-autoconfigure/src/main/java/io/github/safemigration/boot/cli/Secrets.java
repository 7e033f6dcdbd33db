package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Finds the secrets among the settings of the application. */
final class Secrets {

    private static final int SHORTEST = 4;

    private Secrets() {}

    static Redactor of(ConfigurableEnvironment environment) {
        List<String> values = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                for (String name : settings.getPropertyNames()) {
                    if (Redactor.isSecretName(name)) {
                        add(values, settings.getProperty(name));
                        add(values, resolved(environment, name));
                    }
                }
            }
        }
        return new Redactor(values);
    }

    private static @Nullable Object resolved(ConfigurableEnvironment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException e) {
            // A placeholder that nothing fills hides nothing.
            return null;
        }
    }

    private static void add(List<String> values, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (text.length() >= SHORTEST && !text.equals("true") && !text.equals("false") && !text.startsWith("${")) {
            values.add(text);
        }
    }
}
