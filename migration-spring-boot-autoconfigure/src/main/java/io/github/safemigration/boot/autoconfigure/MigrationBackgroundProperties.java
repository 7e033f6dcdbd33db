package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.startup.GatePolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens while a migration runs in the background.
 *
 * @param connections What happens to a thread of the application that asks for a database connection.
 * @param rejectRequests Whether requests other than those to actuator endpoints are answered with 503.
 */
@ConfigurationProperties("migration.background")
public record MigrationBackgroundProperties(
        @DefaultValue("wait") GatePolicy connections,
        @DefaultValue("true") boolean rejectRequests) {}
