package io.github.safemigration.boot.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Answers to probes while a start is migrating.
 *
 * @param enabled Whether to answer liveness and readiness probes on the ports that the application is about to open.
 */
@ConfigurationProperties("migration.probe-responder")
public record MigrationProbeResponderProperties(
        @DefaultValue("true") boolean enabled) {}
