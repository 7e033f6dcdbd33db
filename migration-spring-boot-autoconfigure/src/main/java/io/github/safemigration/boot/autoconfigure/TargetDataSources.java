package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Finds the data source of a target, as Spring Boot finds that of its own Liquibase. */
final class TargetDataSources {

    private final BeanFactory beans;
    private final ObjectProvider<DataSource> applications;
    private final ObjectProvider<DataSource> liquibases;
    private final ObjectProvider<LiquibaseConnectionDetails> details;

    TargetDataSources(
            BeanFactory beans,
            ObjectProvider<DataSource> applications,
            ObjectProvider<DataSource> liquibases,
            ObjectProvider<LiquibaseConnectionDetails> details) {
        this.beans = beans;
        this.applications = applications;
        this.liquibases = liquibases;
        this.details = details;
    }

    DataSource of(String target, MigrationTargetProperties properties) {
        if (properties.dataSource() == null && properties.url() != null) {
            return login(
                    DataSourceBuilder.create().url(properties.url()),
                    properties.username(),
                    properties.password(),
                    properties.driverClassName());
        }
        DataSource found = properties.dataSource() == null ? inherited(target) : bean(target, properties.dataSource());
        return properties.username() == null
                ? found
                : login(
                        DataSourceBuilder.derivedFrom(found),
                        properties.username(),
                        properties.password(),
                        properties.driverClassName());
    }

    private DataSource bean(String target, String name) {
        try {
            return beans.getBean(name, DataSource.class);
        } catch (NoSuchBeanDefinitionException e) {
            throw unset(
                    target,
                    "There is no DataSource bean '" + name + "', which migration.targets." + target
                            + ".data-source names");
        }
    }

    private DataSource inherited(String target) {
        @Nullable DataSource marked = liquibases.getIfAvailable();
        if (marked != null) {
            return marked;
        }
        @Nullable LiquibaseConnectionDetails given = details.getIfAvailable();
        if (given != null && given.getJdbcUrl() != null) {
            return login(
                    DataSourceBuilder.create().url(given.getJdbcUrl()),
                    given.getUsername(),
                    given.getPassword(),
                    given.getDriverClassName());
        }
        @Nullable DataSource own = applications.getIfUnique();
        if (own == null) {
            throw unset(
                    target,
                    "Which database? There is no DataSource, or more than one and none primary: set migration.targets."
                            + target + ".data-source or .url");
        }
        return given == null || given.getUsername() == null
                ? own
                : login(
                        DataSourceBuilder.derivedFrom(own),
                        given.getUsername(),
                        given.getPassword(),
                        given.getDriverClassName());
    }

    private static DataSource login(
            DataSourceBuilder<?> builder,
            @Nullable String username,
            @Nullable String password,
            @Nullable String driver) {
        if (username != null) {
            builder.username(username).password(password);
        }
        if (driver != null && !driver.isBlank()) {
            builder.driverClassName(driver);
        }
        return builder.type(SimpleDriverDataSource.class).build();
    }

    static MigrationException unset(String target, String message) {
        return new MigrationException(target, Failure.of(FailureKind.CONFIGURATION, message), null);
    }
}
