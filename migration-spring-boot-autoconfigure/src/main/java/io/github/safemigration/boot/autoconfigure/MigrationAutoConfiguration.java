package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.boot.diagnostics.FailureAdvice;
import io.github.safemigration.boot.probe.ProbeResponder;
import io.github.safemigration.boot.startup.BackgroundMigration;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.DeferredCallbacks;
import io.github.safemigration.boot.startup.MigrationStartup;
import io.github.safemigration.boot.startup.ScheduledHeartbeat;
import io.github.safemigration.boot.startup.SpringEvents;
import io.github.safemigration.boot.startup.StartupHold;
import io.github.safemigration.boot.startup.StartupMode;
import io.github.safemigration.boot.startup.StartupPolicy;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.engine.event.MigrationListeners;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.workflow.MigrationCallback;
import io.github.safemigration.engine.workflow.MigrationContext;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Targets;
import java.time.Clock;
import java.util.UUID;
import liquibase.change.DatabaseChange;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Takes over the running of Liquibase changelogs, unless {@code migration.enabled} is false. */
@AutoConfiguration(before = LiquibaseAutoConfiguration.class)
@ConditionalOnClass({SpringLiquibase.class, DatabaseChange.class})
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@EnableConfigurationProperties({
    MigrationProperties.class,
    MigrationHistoryProperties.class,
    MigrationLockProperties.class,
    MigrationBackgroundProperties.class,
    MigrationDataSourceProperties.class,
    MigrationProbeResponderProperties.class
})
@Import({
    DatabaseInitializationDependencyConfigurer.class,
    MigrationBackgroundConfiguration.class,
    MigrationShutdownConfiguration.class,
    MigrationTargetsConfiguration.class
})
public final class MigrationAutoConfiguration {

    @Bean
    static LiquibaseTakeOver migrationLiquibaseTakeOver(
            ObjectProvider<TargetFactory> factory,
            ObjectProvider<Targets> targets,
            ObjectProvider<MigrationStartup> startup,
            ObjectProvider<ConnectionGate> gate,
            Environment environment) {
        return new LiquibaseTakeOver(factory, targets, startup, gate, environment);
    }

    /** Without it {@code spring.main.lazy-initialization} would mean that nothing is ever migrated. */
    @Bean
    static LazyInitializationExcludeFilter migrationLazyInitializationExcludeFilter() {
        return LazyInitializationExcludeFilter.forBeanTypes(
                SpringLiquibase.class,
                MultiTenantSpringLiquibase.class,
                ConfiguredTargets.class,
                SpringEvents.class,
                DeferredCallbacks.class,
                BackgroundMigration.class);
    }

    @Bean
    @ConditionalOnMissingBean
    Targets migrationTargets(MigrationProperties properties) {
        return new Targets(properties.readiness(), properties.runsAtOnce());
    }

    @Bean
    @ConditionalOnMissingBean
    ApplicationInfo migrationApplicationInfo(Environment environment) {
        return ApplicationInfos.of(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    MigrationListeners migrationListeners(ObjectProvider<MigrationListener> listeners) {
        return new MigrationListeners(listeners
                .orderedStream()
                .filter(listener -> !(listener instanceof MigrationListeners))
                .toList());
    }

    @Bean
    SpringEvents migrationSpringEvents(ConfigurableApplicationContext context) {
        return new SpringEvents(context);
    }

    @Bean
    DeferredCallbacks migrationCallbacks(ObjectProvider<MigrationCallback> callbacks) {
        return new DeferredCallbacks(callbacks);
    }

    @Bean
    MigrationContext migrationContext(
            ApplicationInfo application,
            MigrationListeners listeners,
            DeferredCallbacks callbacks,
            MigrationProperties properties,
            Environment environment) {
        return new MigrationContext(
                application,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                listeners,
                new ScheduledHeartbeat(properties.heartbeat()),
                properties.atomic(),
                properties.retryFailed(),
                properties.requireRollback(),
                new Redactor(KnownSecrets.of(environment)),
                callbacks::afterMigration);
    }

    @Bean
    @ConditionalOnMissingBean
    MigrationService migrationService(Targets targets, MigrationContext context) {
        return MigrationService.over(targets, context);
    }

    @Bean
    StartupHold migrationStartupHold() {
        return new StartupHold();
    }

    @Bean
    MigrationStartup migrationStartup(
            MigrationService service,
            MigrationProperties properties,
            StartupHold hold,
            ObjectProvider<ProbeResponder> responder,
            ConfigurableApplicationContext context) {
        responder.ifAvailable(answering -> answering.show(new MigrationProbeStatus(service)));
        if (properties.startup() == StartupMode.BACKGROUND) {
            SchemaToolCheck.refuse(context.getEnvironment());
        }
        return new MigrationStartup(
                service,
                new StartupPolicy(
                        properties.startup(),
                        properties.onHalt(),
                        properties.onPending(),
                        properties.onUnknownChangesets(),
                        responder.getIfAvailable() != null,
                        properties.readiness()),
                hold,
                context.getApplicationStartup(),
                FailureAdvice::of);
    }

    @Bean
    ConnectionGate migrationConnectionGate(MigrationBackgroundProperties properties) {
        return new ConnectionGate(properties.connections(), DataSourceAddress::of);
    }

    @Bean
    MigrationConnections migrationConnections(
            ConnectionGate gate,
            ObjectProvider<MigrationConnectionDetails> direct,
            ObjectProvider<LiquibaseConnectionDetails> connections,
            MigrationDataSourceProperties properties,
            MigrationProperties migration) {
        return new MigrationConnections(gate, new DirectWay(direct, connections, properties), migration.runsAtOnce());
    }

    @Bean
    DatabaseAccess migrationDatabaseAccess(
            MigrationProperties properties,
            ObjectProvider<JdbcConnectionDetails> connections,
            Environment environment) {
        return DatabaseAccess.of(properties.grantTo(), connections, environment);
    }

    @Bean
    @DependsOn("migrationRunShutdown")
    TargetFactory.Migrator migrationMigrator(
            ApplicationInfo application,
            StartupHold hold,
            RunStop stop,
            MigrationLockProperties locks,
            MigrationProperties properties) {
        return new TargetFactory.Migrator(
                application, Clock.systemUTC(), hold, stop, locks.policy(), properties.onUnknownChangesets());
    }

    @Bean
    TargetFactory migrationTargetFactory(
            MigrationConnections connections,
            MigrationHistoryProperties history,
            Environment environment,
            TargetFactory.Migrator migrator,
            DatabaseAccess access) {
        Redactor redactor = new Redactor(KnownSecrets.of(environment));
        return new TargetFactory(connections, history, redactor, migrator, access);
    }
}
