package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.probe.ProbeHandover;
import io.github.safemigration.boot.probe.ProbeResponder;
import io.github.safemigration.boot.probe.ProbeRole;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Hands the management port over inside the context that opens it: the parent's last phase before that context is
 * created would be too early by all the time that its beans take.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
final class MigrationProbeManagementConfiguration {

    @Bean
    ProbeHandover migrationProbeManagementHandover(
            ObjectProvider<ProbeResponder> responder, WebServerApplicationContext context) {
        return new ProbeHandover(() ->
                responder.ifAvailable(opened -> MigrationProbeHandover.perform(opened, ProbeRole.MANAGEMENT, context)));
    }
}
