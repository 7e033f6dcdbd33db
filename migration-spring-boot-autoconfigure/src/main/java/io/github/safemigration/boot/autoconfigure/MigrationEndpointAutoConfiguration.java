package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.actuate.MigrationsEndpoint;
import io.github.safemigration.boot.actuate.MigrationsEndpointWebExtension;
import io.github.safemigration.boot.actuate.ProblemDescriptor;
import io.github.safemigration.boot.descriptor.HistoriesDescriptor;
import io.github.safemigration.boot.descriptor.MigrationVersions;
import io.github.safemigration.boot.descriptor.MigrationsDescriptor;
import io.github.safemigration.boot.descriptor.PlansDescriptor;
import io.github.safemigration.boot.descriptor.PreflightsDescriptor;
import io.github.safemigration.boot.descriptor.RebaselinedDescriptor;
import io.github.safemigration.boot.descriptor.ReleasedLockDescriptor;
import io.github.safemigration.boot.descriptor.ResolvedDescriptor;
import io.github.safemigration.boot.descriptor.RunDescriptor;
import io.github.safemigration.boot.descriptor.StartedRunDescriptor;
import io.github.safemigration.engine.workflow.MigrationService;
import java.time.Clock;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** {@link EnableAutoConfiguration Auto-configuration} of the actuator endpoint {@code migrations}. */
@AutoConfiguration(after = MigrationAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(MigrationService.class)
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
@RegisterReflectionForBinding({
    HistoriesDescriptor.class,
    MigrationsDescriptor.class,
    PlansDescriptor.class,
    PreflightsDescriptor.class,
    ProblemDescriptor.class,
    RebaselinedDescriptor.class,
    ReleasedLockDescriptor.class,
    ResolvedDescriptor.class,
    StartedRunDescriptor.class,
    RunDescriptor.class
})
public final class MigrationEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MigrationVersions migrationVersions() {
        return VersionsOnClassPath.read();
    }

    @Bean
    @ConditionalOnMissingBean
    MigrationsEndpoint migrationsEndpoint(MigrationService service, MigrationVersions versions) {
        return new MigrationsEndpoint(service, versions, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(MigrationsEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = MigrationsEndpoint.class, exposure = EndpointExposure.WEB)
    MigrationsEndpointWebExtension migrationsEndpointWebExtension(
            MigrationsEndpoint endpoint, ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
        return new MigrationsEndpointWebExtension(endpoint, new EndpointPath(endpoints, environment));
    }
}
