package io.github.safemigration.boot.diagnostics;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Analyzes a key under {@code spring.liquibase} that Spring Boot does not know: it may be one of ours. */
final class LiquibaseSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException>
        implements Ordered {

    private static final ConfigurationPropertyName LIQUIBASE = ConfigurationPropertyName.of("spring.liquibase");

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        Set<ConfigurationProperty> properties = cause.getUnboundProperties();
        if (properties.isEmpty() || !properties.stream().allMatch(each -> LIQUIBASE.isAncestorOf(each.getName()))) {
            return null;
        }
        // Without the values: one may be a secret.
        String description = properties.stream()
                .map(each -> each.getName() + " (" + each.getOrigin() + ") is no setting of spring.liquibase.")
                .collect(Collectors.joining(System.lineSeparator()));
        String meant = properties.stream()
                .flatMap(each -> suggestion(each.getName()).stream())
                .map(name -> "Did you mean " + name + "? ")
                .collect(Collectors.joining());
        return new FailureAnalysis(
                description,
                meant + "What this starter adds to Spring Boot's Liquibase is set under migration, not under"
                        + " spring.liquibase: see migration.startup and docs/configuration.md.",
                cause);
    }

    private static Optional<String> suggestion(ConfigurationPropertyName name) {
        String key = name.toString().substring(LIQUIBASE.toString().length() + 1);
        try {
            Optional<String> liquibases = NearestName.of(
                    LIQUIBASE + "." + key,
                    SettingNames.everybodys(LIQUIBASE.toString()).names());
            Optional<String> ours = NearestName.of(
                    "migration." + key, SettingNames.ours("migration").names());
            boolean isOurs = ours.isPresent()
                    && liquibases
                            .map(other -> NearestName.distance("migration." + key, ours.get())
                                    <= NearestName.distance(LIQUIBASE + "." + key, other))
                            .orElse(true);
            return isOurs ? ours : liquibases;
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
