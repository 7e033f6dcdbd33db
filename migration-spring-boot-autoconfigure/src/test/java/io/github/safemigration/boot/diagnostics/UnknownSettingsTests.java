package io.github.safemigration.boot.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "migration.statup, migration.startup",
        "migration.start.up, migration.startup",
        "migration.onPnding, migration.on-pending",
        "migration.background.conections, migration.background.connections",
        "migration.cli.auto-configuration[0], migration.cli.auto-configurations",
        "migration.reject-requests, migration.background.reject-requests"
    })
    void anUnknownKeyIsToldWithTheNearestKnownOne(String key, String nearest) throws IOException {
        assertThat(inFile(key)).containsExactly(Map.entry(asBootSpellsIt(key), nearest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migration.startup",
                "migration.start-up",
                "migration.onPending",
                "migration.on_pending",
                "MIGRATION.STARTUP",
                "migration.retry-after",
                "migration.cli.auto-configurations[3]",
                "migration.command",
                "migrations.anything",
                "spring.liquibase.change-log"
            })
    void everySpellingOfAKnownKeyIsKnown(String key) throws IOException {
        assertThat(inFile(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIGRATION_STARTUP",
                "MIGRATION_ONPENDING",
                "MIGRATION_ON_PENDING",
                "MIGRATION_RETRYAFTER",
                "MIGRATION_COMMAND",
                "MIGRATION_SERVICE_HOST",
                "MIGRATION_PORT_8080_TCP_ADDR",
                "MIGRATION_DIR"
            })
    void variablesOfOthersAreLeftAlone(String variable) throws IOException {
        assertThat(inVariable(variable)).isEmpty();
    }

    @Test
    void aMistypedVariableIsTold() throws IOException {
        assertThat(inVariable("MIGRATION_STATUP")).containsExactly(Map.entry("migration.statup", "migration.startup"));
    }

    @Test
    void swappedLettersAreOneError() {
        assertThat(NearestName.distance("statrup", "startup")).isOne();
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    }

    private static String asBootSpellsIt(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("\\[.*", "");
    }

    private static Map<String, String> inFile(String key) throws IOException {
        StandardEnvironment environment = empty();
        environment.getPropertySources().addLast(new MapPropertySource("file", Map.of(key, "x")));
        ConfigurationPropertySources.attach(environment);
        return UnknownSettings.unknown(environment);
    }

    private static Map<String, String> inVariable(String name) throws IOException {
        StandardEnvironment environment = empty();
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, "x")));
        ConfigurationPropertySources.attach(environment);
        return UnknownSettings.unknown(environment);
    }

    private static StandardEnvironment empty() {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {}
        };
    }
}
