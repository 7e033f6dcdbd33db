package io.github.safemigration.boot.autoconfigure;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the command mode.
 *
 * @param autoConfigurations Auto-configurations of Spring Boot that a command starts with too, because the DataSource needs them.
 */
@ConfigurationProperties("migration.cli")
public record MigrationCliProperties(@DefaultValue List<String> autoConfigurations) {

    /** Copies the list. */
    public MigrationCliProperties {
        autoConfigurations = List.copyOf(autoConfigurations);
    }
}
