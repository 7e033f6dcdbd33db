package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;
import org.springframework.core.env.Environment;

/** Hibernate's schema tool looks at the schema during the refresh: too early for a migration in the background. */
final class SchemaToolCheck {

    private static final List<String> KEYS = List.of(
            "spring.jpa.hibernate.ddl-auto",
            "spring.jpa.properties.hibernate.hbm2ddl.auto",
            "spring.jpa.properties.jakarta.persistence.schema-generation.database.action");

    private SchemaToolCheck() {}

    static void refuse(Environment environment) {
        for (String key : KEYS) {
            String value = environment.getProperty(key, "none");
            if (!value.equals("none")) {
                throw new MigrationException(
                        "default",
                        Failure.of(
                                        FailureKind.CONFIGURATION,
                                        key + "=" + value + " looks at the schema while the application starts, and"
                                                + " migration.startup=background migrates it afterwards")
                                .withHint("Set " + key + "=none, or migration.startup=blocking"),
                        null);
            }
        }
    }
}
