package io.github.safemigration.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.autoconfigure.MigrationProperties;
import io.github.safemigration.testsupport.GeneratedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

class ConfigurationPageTests {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static final String HEAD = """
            # Configuration

            <!-- Drawn from the metadata by ConfigurationPageTests. -->

            `spring.liquibase.*` and `spring.datasource.*` keep their meaning; what is added stands under `migration.*`.
            A key there that is not known is told at start with the nearest known one.

            | key | default | meaning |
            |---|---|---|
            """;

    private static final String FOOT = """

            `--migration.command` is no key of a configuration file: it counts only as an argument of the command line or
            as environment variable (`MIGRATION_COMMAND`). See [command-line.md](command-line.md).
            """;

    @Test
    void thePageIsDrawnFromTheMetadata() throws IOException {
        String rows = properties().stream().map(ConfigurationPageTests::row).collect(Collectors.joining());

        GeneratedDocument.at("docs/configuration.md").holds(HEAD + rows + FOOT);
    }

    @Test
    void eachKeyHasADescription() throws IOException {
        assertThat(properties()).isNotEmpty().allSatisfy(property -> assertThat(text(property, "description"))
                .as(text(property, "name"))
                .endsWith("."));
    }

    private static List<Map<String, Object>> properties() throws IOException {
        URL classes =
                MigrationProperties.class.getProtectionDomain().getCodeSource().getLocation();
        try (InputStream in = new URL(classes, METADATA).openStream()) {
            Map<String, Object> metadata =
                    JsonParserFactory.getJsonParser().parseMap(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return ((List<?>) metadata.getOrDefault("properties", List.of()))
                    .stream()
                            .map(ConfigurationPageTests::asProperty)
                            .sorted(Comparator.comparing(property -> text(property, "name")))
                            .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asProperty(Object property) {
        return (Map<String, Object>) property;
    }

    private static String row(Map<String, Object> property) {
        String fallback = property.containsKey("defaultValue") ? "`" + property.get("defaultValue") + "`" : "";
        return "| `" + text(property, "name") + "` | " + fallback + " | " + text(property, "description")
                + values(text(property, "type")) + " |\n";
    }

    private static String values(String type) {
        @Nullable
        Class<?> loaded = type.startsWith("io.github.safemigration")
                ? ClassUtils.resolveClassName(type, ConfigurationPageTests.class.getClassLoader())
                : null;
        if (loaded == null || !loaded.isEnum()) {
            return "";
        }
        return Stream.of(loaded.getEnumConstants())
                .map(constant ->
                        "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                .collect(Collectors.joining(", ", " One of ", "."));
    }

    private static String text(Map<String, Object> property, String member) {
        return String.valueOf(property.getOrDefault(member, ""));
    }
}
