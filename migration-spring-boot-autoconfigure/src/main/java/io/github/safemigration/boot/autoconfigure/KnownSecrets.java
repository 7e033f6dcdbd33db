package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The secrets that a migration comes near: passwords of its database, and changelog parameters that look secret. */
final class KnownSecrets {

    private KnownSecrets() {}

    static List<String> of(Environment environment) {
        List<String> secrets = new ArrayList<>();
        Stream.of(
                        "spring.datasource.password",
                        "spring.liquibase.password",
                        "spring.liquibase.license-key",
                        "migration.datasource.password")
                .map(name -> value(environment, name))
                .filter(Objects::nonNull)
                .forEach(secrets::add);
        parameters(environment).forEach((name, value) -> {
            if (Redactor.isSecretName(name)) {
                secrets.add(value);
            }
        });
        MigrationTargetProperties.in(environment).forEach(target -> {
            if (target.password() != null) {
                secrets.add(target.password());
            }
        });
        return secrets;
    }

    /** A placeholder that nothing fills hides nothing, and is no reason of ours to fail: the value may never be used. */
    private static @Nullable String value(Environment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, String> parameters(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("spring.liquibase.parameters", Bindable.mapOf(String.class, String.class))
                    .orElseGet(Map::of);
        } catch (BindException e) {
            return Map.of();
        }
    }
}
