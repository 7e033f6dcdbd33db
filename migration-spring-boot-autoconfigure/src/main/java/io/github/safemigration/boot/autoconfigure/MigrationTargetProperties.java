package io.github.safemigration.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * One of several targets. What is not given is as spring.liquibase says.
 *
 * @param enabled Whether there is such a target.
 * @param dataSource Name of the bean that leads to its database.
 * @param url JDBC URL of its database, where no bean leads there.
 * @param username User that migrates.
 * @param password Password of that user.
 * @param driverClassName JDBC driver, by default the one that fits the URL.
 * @param changeLog Its changelog.
 * @param contexts Contexts of the changesets to run.
 * @param labelFilter Labels of the changesets to run.
 * @param parameters Parameters of its changelog, beside those of spring.liquibase.parameters.
 * @param defaultSchema Schema of its tables.
 * @param liquibaseSchema Schema of Liquibase's tables.
 * @param databaseChangeLogTable Name of Liquibase's history table.
 * @param databaseChangeLogLockTable Name of Liquibase's lock table.
 * @param schemas Schemas of tenants: each is a target of its own, with its own tables of Liquibase and of ours.
 * @param tenants Name of the bean that lists the schemas of tenants.
 */
public record MigrationTargetProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String dataSource,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String driverClassName,
        @Nullable String changeLog,
        @Nullable List<String> contexts,
        @Nullable List<String> labelFilter,
        @Nullable Map<String, String> parameters,
        @Nullable String defaultSchema,
        @Nullable String liquibaseSchema,
        @Nullable String databaseChangeLogTable,
        @Nullable String databaseChangeLogLockTable,
        @Nullable List<String> schemas,
        @Nullable String tenants) {

    /** Those that are configured; none where what is configured makes no sense, which is told elsewhere. */
    static Collection<MigrationTargetProperties> in(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("migration.targets", Bindable.mapOf(String.class, MigrationTargetProperties.class))
                    .orElseGet(Map::of)
                    .values();
        } catch (BindException e) {
            return List.of();
        }
    }

    boolean isForTenants() {
        return tenants != null || (schemas != null && !schemas.isEmpty());
    }

    /** Whether it is in the database that the target {@code default} would be in. */
    boolean isInDefaultDatabase() {
        return dataSource == null && url == null && username == null;
    }

    @Override
    public String toString() {
        return "migration.targets.*";
    }
}
