package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.json.JacksonDocuments;
import io.github.safemigration.boot.cli.CommandMode;
import io.github.safemigration.boot.cli.JsonWriter;
import io.github.safemigration.boot.cli.MigrationCommands;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.workflow.MigrationService;
import java.util.function.Supplier;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration for the command mode of the application's jar.
 */
@AutoConfiguration(afterName = "io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration")
@Conditional(MigrationCommandAutoConfiguration.OnCommand.class)
@ConditionalOnBean(MigrationService.class)
@EnableConfigurationProperties(MigrationCliProperties.class)
public final class MigrationCommandAutoConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(MigrationCommandAutoConfiguration.class);

    private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

    MigrationCommandAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    MigrationCommands migrationCommands(ListableBeanFactory beans) {
        Supplier<MigrationService> service = () -> {
            // Each is a target, and known as one once it is created.
            create(beans, SpringLiquibase.class);
            create(beans, MultiTenantSpringLiquibase.class);
            create(beans, ConfiguredTargets.class);
            return withTenants(beans.getBean(MigrationService.class));
        };
        return new MigrationCommands(service, VersionsOnClassPath::read, json());
    }

    private static MigrationService withTenants(MigrationService service) {
        try {
            service.discover();
        } catch (MigrationException e) {
            // Told by the command, as the state of what stands for the tenants.
            logger.debug("Tenants could not be listed", e);
        }
        return service;
    }

    /** Unlike {@code getBeansOfType}, fails where a bean is part of a cycle, instead of leaving it out. */
    private static void create(ListableBeanFactory beans, Class<?> type) {
        for (String name : beans.getBeanNamesForType(type)) {
            beans.getBean(name);
        }
    }

    private static @Nullable JsonWriter json() {
        // Jackson takes its time to load: not before it is asked for.
        return ClassUtils.isPresent(JACKSON, null) ? answer -> new JacksonDocuments().write(answer) : null;
    }

    static final class OnCommand implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return CommandMode.isActive(context.getEnvironment());
        }
    }
}
