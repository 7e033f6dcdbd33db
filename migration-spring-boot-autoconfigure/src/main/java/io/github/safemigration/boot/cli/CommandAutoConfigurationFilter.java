package io.github.safemigration.boot.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves of Spring Boot's auto-configurations, and of ours, only those that a command needs. Those of others stay: one
 * of them may make the DataSource.
 */
final class CommandAutoConfigurationFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> CLOSED = List.of("org.springframework.boot.", "io.github.safemigration.");

    private static final Set<String> KEPT = Set.of(
            "io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration",
            "io.github.safemigration.boot.autoconfigure.MigrationCommandAutoConfiguration",
            "org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
            "org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
            "org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration",
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
            "org.springframework.boot.testcontainers.properties.TestcontainersPropertySourceAutoConfiguration",
            "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration");

    static final String ADDED = "migration.cli.auto-configurations";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean active = environment != null && CommandMode.isActive(environment);
        Set<String> added = active && environment != null ? added(environment) : Set.of();
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = candidate == null || !active || stays(candidate) || added.contains(candidate);
        }
        return matches;
    }

    private static boolean stays(String candidate) {
        // Spring asks for each class that an auto-configuration imports, too.
        return KEPT.contains(candidate)
                || !candidate.endsWith("AutoConfiguration")
                || CLOSED.stream().noneMatch(candidate::startsWith);
    }

    private static Set<String> added(Environment environment) {
        return Binder.get(environment).bind(ADDED, Bindable.setOf(String.class)).orElse(Set.of());
    }
}
