package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KnownSecretsTests {

    @Test
    void passwordsAndParametersThatLookSecretAreKnown() {
        assertThat(KnownSecrets.of(environment(Map.of(
                        "spring.datasource.password", "one",
                        "spring.liquibase.password", "two",
                        "spring.liquibase.parameters.api-token", "three",
                        "spring.liquibase.parameters.schema", "shop"))))
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    /** The value may never be used: connection details take its place, as with a service connection. */
    @Test
    void aPlaceholderThatNothingFillsIsNoReasonToFail() {
        assertThat(KnownSecrets.of(environment(Map.of(
                        "spring.datasource.password", "${DB_PASSWORD}",
                        "spring.liquibase.password", "two"))))
                .containsExactly("two");
        assertThat(KnownSecrets.of(environment(Map.of(
                        "spring.datasource.password", "one",
                        "spring.liquibase.parameters.token", "${TOKEN}"))))
                .contains("one");
    }

    private static StandardEnvironment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }
}
