package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The secrets that a migration comes near: passwords of its database, and changelog parameters that look secret. */
final class KnownSecrets {

    private KnownSecrets() {}

    static List<String> of(Environment environment) {
        List<String> secrets = new ArrayList<>();
        Stream.of("spring.datasource.password", "spring.liquibase.password", "spring.liquibase.license-key")
                .map(environment::getProperty)
                .filter(Objects::nonNull)
                .forEach(secrets::add);
        Binder.get(environment)
                .bind("spring.liquibase.parameters", Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of)
                .forEach((name, value) -> {
                    if (Redactor.isSecretName(name)) {
                        secrets.add(value);
                    }
                });
        return secrets;
    }
}
