package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.ApplicationPool;
import io.github.safemigration.adapter.liquibase.ManagedMultiTenantLiquibase;
import io.github.safemigration.adapter.liquibase.ManagedSpringLiquibase;
import io.github.safemigration.boot.cli.CommandMode;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.MigrationStartup;
import io.github.safemigration.boot.startup.StartupMode;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.liquibase.autoconfigure.DataSourceClosingSpringLiquibase;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Takes over every Liquibase bean of the application, Boot's own and those that it defines itself, before it runs: each
 * becomes a target. Boot's bean is the target {@code default}, the others are named after their beans.
 */
final class LiquibaseTakeOver implements BeanPostProcessor, Ordered {

    private static final Logger logger = LoggerFactory.getLogger(LiquibaseTakeOver.class);

    private static final String BOOTS_BEAN = "liquibase";

    private final ObjectProvider<TargetFactory> factory;
    private final ObjectProvider<Targets> targets;
    private final ObjectProvider<MigrationStartup> startup;
    private final ObjectProvider<ConnectionGate> gate;
    private final Environment environment;
    private final boolean command;

    LiquibaseTakeOver(
            ObjectProvider<TargetFactory> factory,
            ObjectProvider<Targets> targets,
            ObjectProvider<MigrationStartup> startup,
            ObjectProvider<ConnectionGate> gate,
            Environment environment) {
        this.factory = factory;
        this.targets = targets;
        this.startup = startup;
        this.gate = gate;
        this.command = CommandMode.isActive(environment);
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        String name = beanName.equals(BOOTS_BEAN) ? "default" : beanName;
        if (bean instanceof ManagedSpringLiquibase || bean instanceof ManagedMultiTenantLiquibase) {
            return bean;
        }
        if (bean instanceof MultiTenantSpringLiquibase tenants) {
            return takeOver(name, tenants);
        }
        if (bean instanceof SpringLiquibase liquibase) {
            return takeOver(name, liquibase);
        }
        return bean;
    }

    private Object takeOver(String name, MultiTenantSpringLiquibase tenants) {
        if (tenants.getClass() == MultiTenantSpringLiquibase.class && tenants.getDataSource() != null) {
            return new ManagedMultiTenantLiquibase(tenants, found -> start(named(name, found)));
        }
        leaveAlone("Bean '" + name + "' is a " + tenants.getClass().getName()
                + " with tenants of a JNDI tree, or in a way of its own: it was left alone");
        if (command) {
            tenants.setShouldRun(false);
        }
        return tenants;
    }

    private void leaveAlone(String reason) {
        logger.warn(reason);
        targets.getObject().notTakenOver(reason);
    }

    private Object takeOver(String name, SpringLiquibase liquibase) {
        Class<?> type = liquibase.getClass();
        if (type != SpringLiquibase.class && type != DataSourceClosingSpringLiquibase.class) {
            leaveAlone("Bean '" + name + "' is a " + type.getName()
                    + ", which may run its changelog in a way of its own: it was left alone");
            if (command) {
                liquibase.setShouldRun(false);
            }
            return liquibase;
        }
        if (liquibase instanceof DataSourceClosingSpringLiquibase closing) {
            // It would close its data source after running; we read from it as long as the application lives.
            closing.setCloseDataSourceOnceMigrated(false);
        }
        return new ManagedSpringLiquibase(liquibase, managed -> start(Map.of(name, managed)));
    }

    /** Where only further targets are configured, nobody has to write an empty changelog for this one. */
    private boolean isNotMeant(String name, ManagedSpringLiquibase liquibase) {
        return name.equals("default")
                && environment.getProperty("spring.liquibase.change-log") == null
                && !MigrationTargetProperties.in(environment).isEmpty()
                && !liquibase
                        .getResourceLoader()
                        .getResource(liquibase.getChangeLog())
                        .exists();
    }

    private static Map<String, ManagedSpringLiquibase> named(String name, Map<String, ManagedSpringLiquibase> tenants) {
        Map<String, ManagedSpringLiquibase> named = new LinkedHashMap<>();
        tenants.forEach((schema, liquibase) -> named.put(name + "." + schema, liquibase));
        return named;
    }

    private void start(Map<String, ManagedSpringLiquibase> found) {
        List<String> started = new ArrayList<>();
        found.forEach((name, liquibase) -> {
            if (isToBeStarted(name, liquibase)) {
                started.add(name);
            }
        });
        if (started.isEmpty()) {
            return;
        }
        MigrationStartup starting = startup.getObject();
        starting.start(started);
        if (starting.mode() == StartupMode.BLOCKING || starting.mode() == StartupMode.VALIDATE) {
            found.values().stream()
                    .map(ManagedSpringLiquibase::getDataSource)
                    .distinct()
                    .forEach(LiquibaseTakeOver::connect);
        }
    }

    /** Registers it, unless it is not meant; a command decides itself what is done with it. */
    private boolean isToBeStarted(String name, ManagedSpringLiquibase liquibase) {
        if (isNotMeant(name, liquibase)) {
            logger.info(
                    "There is no {}: only the targets under migration.targets are migrated", liquibase.getChangeLog());
            return false;
        }
        boolean off =
                !liquibase.isSwitchedOn() || (!command && startup.getObject().mode() == StartupMode.OFF);
        targets.getObject()
                .register(factory.getObject().create(name, liquibase), off ? TargetState.OFF : TargetState.PENDING);
        if (command) {
            return false;
        }
        if (!liquibase.isSwitchedOn()) {
            logger.info("Target {}: Liquibase is switched off for it", name);
            return false;
        }
        gate.getObject().guard(name, liquibase.getDataSource());
        return true;
    }

    private static void connect(DataSource applications) {
        if (ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", LiquibaseTakeOver.class.getClassLoader())) {
            ApplicationPool.connect(applications);
        }
    }

    /** After the context's own, which tells the bean its resource loader. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
