package io.github.safemigration.boot.autoconfigure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;

/** Looks for the direct way to the database: a bean, else the properties, unless a service connection leads elsewhere. */
final class DirectWay implements Supplier<@Nullable MigrationConnectionDetails> {

    private static final Logger logger = LoggerFactory.getLogger(DirectWay.class);

    private final ObjectProvider<MigrationConnectionDetails> beans;
    private final ObjectProvider<LiquibaseConnectionDetails> connections;
    private final MigrationDataSourceProperties properties;

    DirectWay(
            ObjectProvider<MigrationConnectionDetails> beans,
            ObjectProvider<LiquibaseConnectionDetails> connections,
            MigrationDataSourceProperties properties) {
        this.beans = beans;
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    public @Nullable MigrationConnectionDetails get() {
        @Nullable MigrationConnectionDetails bean = beans.getIfAvailable();
        if (bean != null || properties.details() == null) {
            return bean;
        }
        LiquibaseConnectionDetails service = connections.getIfAvailable();
        if (service != null && !isOfProperties(service)) {
            // Else a test with a container would migrate the database that the properties name.
            logger.info("migration.datasource.* is not used: a bean of connection details says where the database is");
            return null;
        }
        return properties.details();
    }

    private static boolean isOfProperties(LiquibaseConnectionDetails details) {
        return details.getClass().getName().startsWith(LiquibaseAutoConfiguration.class.getName() + "$");
    }
}
