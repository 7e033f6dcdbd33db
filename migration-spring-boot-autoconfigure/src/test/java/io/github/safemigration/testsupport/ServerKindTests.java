package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerKindTests {

    private static final String URL = "jdbc:postgresql://db:5432/any?sslmode=disable";

    @Test
    void aServerOfTheEnvironmentWins() {
        assertThat(choose(Map.of(), Map.of("MIGRATION_TEST_URL", URL), true)).isEqualTo(ServerKind.ENVIRONMENT);
    }

    @Test
    void dockerWinsOverEmbeddedWhereItAnswers() {
        assertThat(choose(Map.of(), Map.of(), true)).isEqualTo(ServerKind.DOCKER);
        assertThat(choose(Map.of(), Map.of(), false)).isEqualTo(ServerKind.EMBEDDED);
    }

    @Test
    void aRequiredKindIsTakenOrFails() {
        assertThat(choose(Map.of("migration.test.require", "docker"), Map.of("MIGRATION_TEST_URL", URL), false))
                .isEqualTo(ServerKind.DOCKER);
    }

    @Test
    void aSystemPropertyWinsOverTheEnvironment() {
        TestSettings settings =
                settings(Map.of("migration.test.require", "embedded"), Map.of("MIGRATION_TEST_REQUIRE", "docker"));

        assertThat(settings.get("require")).isEqualTo("embedded");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(Map.of(), Map.of()).required("user"))
                .withMessage("MIGRATION_TEST_USER is not set");
    }

    @Test
    void theImageIsTheSamePostgresAsTheBinaries() {
        assertThat(settings(Map.of("migration.test.postgres", "18.6.0"), Map.of())
                        .imageTag())
                .isEqualTo("18.6");
        assertThat(settings(Map.of("migration.test.postgres", "14.10.1"), Map.of())
                        .imageTag())
                .isEqualTo("14.10");
    }

    @Test
    void aFreshDatabaseKeepsTheParametersOfTheUrl() {
        assertThat(new TestServer(ServerKind.ENVIRONMENT, URL, "user", "password").urlOf("fresh"))
                .isEqualTo("jdbc:postgresql://db:5432/fresh?sslmode=disable");
    }

    private static ServerKind choose(Map<String, String> properties, Map<String, String> environment, boolean docker) {
        return ServerKind.choose(settings(properties, environment), () -> docker);
    }

    private static TestSettings settings(Map<String, String> properties, Map<String, String> environment) {
        return new TestSettings(properties::get, environment::get);
    }
}
