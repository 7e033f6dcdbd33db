package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.TenantSchemas;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.MigrationStartup;
import io.github.safemigration.boot.startup.StartupMode;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Target;
import io.github.safemigration.engine.workflow.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/** The targets that are known by configuration. They are started after those that are beans of the application. */
final class ConfiguredTargets implements InitializingBean {

    private static final Logger logger = LoggerFactory.getLogger(ConfiguredTargets.class);

    private final Map<String, MigrationTargetProperties> configured;
    private final Builder builder;
    private final Targets targets;
    private final MigrationService service;
    private final Start start;

    ConfiguredTargets(
            Map<String, MigrationTargetProperties> configured,
            Builder builder,
            Targets targets,
            MigrationService service,
            Start start) {
        this.configured = configured;
        this.builder = builder;
        this.targets = targets;
        this.service = service;
        this.start = start;
    }

    @Override
    public void afterPropertiesSet() {
        List<String> names = new ArrayList<>();
        configured.forEach((name, properties) -> {
            if (properties.enabled()) {
                register(name, properties, names);
            }
        });
        if (!start.command()) {
            start.startup().getObject().startAll(names);
        }
    }

    private void register(String name, MigrationTargetProperties properties, List<String> names) {
        if (name.equals("default")
                || service.status().stream().anyMatch(known -> known.target().equals(name))) {
            throw TargetDataSources.unset(
                    name,
                    "migration.targets." + name + " is the name of a Liquibase bean already, which has settings of its"
                            + " own: take another name");
        }
        DataSource dataSource = builder.dataSources().of(name, properties);
        if (start.isOff()) {
            logger.info("Target {}: nothing is run and nothing is checked (migration.startup=off)", name);
        }
        if (!properties.isForTenants()) {
            names.add(add(name, properties, dataSource, null));
            return;
        }
        if (properties.liquibaseSchema() != null) {
            throw TargetDataSources.unset(
                    name,
                    "migration.targets." + name + ".liquibase-schema cannot be: the schema of each tenant holds"
                            + " Liquibase's tables for it");
        }
        List<String> schemas = properties.schemas() == null ? List.of() : properties.schemas();
        schemas.forEach(schema -> names.add(add(name + "." + schema, properties, dataSource, schema)));
        @Nullable String bean = properties.tenants();
        if (bean != null && !start.isOff()) {
            DataSource ours = builder.factory().connections(way(name, properties), dataSource);
            targets.register(new TenantSource(
                    name,
                    () -> builder.lists().find(name, bean),
                    new TenantSchemas(name, bean, ours, builder.factory().redactor()),
                    schema -> build(name + "." + schema, properties, dataSource, schema)));
        }
    }

    private String add(
            String name, MigrationTargetProperties properties, DataSource dataSource, @Nullable String schema) {
        targets.register(
                build(name, properties, dataSource, schema), start.isOff() ? TargetState.OFF : TargetState.PENDING);
        return name;
    }

    private Target build(
            String name, MigrationTargetProperties properties, DataSource dataSource, @Nullable String schema) {
        if (!start.command()) {
            start.gate().guard(name, dataSource);
        }
        return builder.factory()
                .create(name, way(name, properties), builder.liquibase().of(properties, dataSource, schema));
    }

    private static String way(String name, MigrationTargetProperties properties) {
        return properties.isInDefaultDatabase() ? "default" : name;
    }

    /**
     * Makes targets of settings.
     *
     * @param dataSources finds their databases
     * @param liquibase makes their Liquibase
     * @param factory makes the rest
     * @param lists finds the beans that list tenants
     */
    record Builder(
            TargetDataSources dataSources, TargetLiquibase liquibase, TargetFactory factory, TenantBeans lists) {}

    /**
     * What happens to the targets now.
     *
     * @param startup starts them
     * @param gate keeps others from them meanwhile
     * @param command whether a command decides what is done with them instead
     */
    record Start(ObjectProvider<MigrationStartup> startup, ConnectionGate gate, boolean command) {

        boolean isOff() {
            return !command && startup.getObject().mode() == StartupMode.OFF;
        }
    }
}
