package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.cli.CommandMode;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.MigrationStartup;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Targets;
import javax.sql.DataSource;
import liquibase.integration.spring.Customizer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** The targets that are known by configuration. */
@Configuration(proxyBeanMethods = false)
class MigrationTargetsConfiguration {

    @Bean
    TargetDataSources migrationTargetDataSources(
            BeanFactory beans,
            ObjectProvider<DataSource> applications,
            @LiquibaseDataSource ObjectProvider<DataSource> liquibases,
            ObjectProvider<LiquibaseConnectionDetails> details) {
        return new TargetDataSources(beans, applications, liquibases, details);
    }

    @Bean
    TargetLiquibase migrationTargetLiquibase(
            ObjectProvider<LiquibaseProperties> properties,
            ObjectProvider<Customizer<?>> customizers,
            Environment environment,
            ResourceLoader resources) {
        // They are no bean where Spring Boot's own Liquibase is switched off.
        LiquibaseProperties inherited = properties.getIfAvailable(
                () -> Binder.get(environment).bindOrCreate("spring.liquibase", LiquibaseProperties.class));
        return new TargetLiquibase(inherited, customizers, resources);
    }

    @Bean
    ConfiguredTargets migrationConfiguredTargets(
            MigrationProperties properties,
            ConfiguredTargets.Builder builder,
            Targets targets,
            MigrationService service,
            ConfiguredTargets.Start start) {
        return new ConfiguredTargets(properties.configured(), builder, targets, service, start);
    }

    @Bean
    ConfiguredTargets.Builder migrationTargetBuilder(
            TargetDataSources dataSources, TargetLiquibase liquibase, TargetFactory factory, BeanFactory beans) {
        return new ConfiguredTargets.Builder(dataSources, liquibase, factory, new TenantBeans(beans));
    }

    @Bean
    ConfiguredTargets.Start migrationTargetStart(
            ObjectProvider<MigrationStartup> startup, ConnectionGate gate, Environment environment) {
        return new ConfiguredTargets.Start(startup, gate, CommandMode.isActive(environment));
    }
}
