package io.github.safemigration.boot.autoconfigure;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Has beans that use the database wait for the targets that are known by configuration, and those for all others. */
final class ConfiguredTargetsDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(ConfiguredTargets.class);
    }

    /** After Liquibase of the application's own schema, and of tenants that are beans. */
    @Override
    public int getOrder() {
        return 2;
    }
}
