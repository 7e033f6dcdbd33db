package io.github.safemigration.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A changelog of a real product and how it is run: a folder with a {@code corpus.json}. */
final class Corpus {

    static final String FILE = "corpus.json";

    private static final Set<String> KEYS = Set.of(
            "entry",
            "contexts",
            "labels",
            "parameters",
            "phases",
            "roots",
            "stubs",
            "database",
            "adminSql",
            "preSql",
            "preSqlFile",
            "psqlFile",
            "searchPath",
            "defaultSchema",
            "liquibaseSchema",
            "changeLogTable",
            "duplicateFileMode",
            "liquibaseConfiguration");

    private final Path folder;
    private final JsonNode settings;

    private Corpus(Path folder, JsonNode settings) {
        this.folder = folder;
        this.settings = settings;
        Set<String> unknown = new TreeSet<>(settings.propertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(folder.resolve(FILE) + " has keys that are not known here: " + unknown
                    + "; known: " + new TreeSet<>(KEYS));
        }
    }

    static Corpus read(Path folder) {
        return new Corpus(folder, JsonMapper.shared().readTree(folder.resolve(FILE)));
    }

    static Corpus of(Path folder, String json) {
        return new Corpus(folder, JsonMapper.shared().readTree(json));
    }

    String name() {
        return folder.toAbsolutePath().normalize().getFileName() + "";
    }

    /** {@return what plain Liquibase left behind when the corpus was made, if that was written down} */
    @Nullable
    JsonNode recorded() {
        Path file = folder.resolve("result.json");
        return Files.exists(file) ? JsonMapper.shared().readTree(file) : null;
    }

    /** {@return the folders and archives that the application has on its class path because of this changelog} */
    List<Path> roots() {
        List<String> roots = settings.has("roots") ? texts("roots") : List.of("changelog");
        return roots.stream().map(folder::resolve).toList();
    }

    boolean wantsStandIns() {
        return settings.path("stubs").asBoolean(true);
    }

    /** {@return the context expressions of each run, one after the other} */
    List<String> runs() {
        List<String> runs = new ArrayList<>(texts("phases"));
        runs.add(settings.path("contexts").asString(""));
        return runs;
    }

    String entry() {
        return settings.path("entry").asString();
    }

    Map<String, String> parameters() {
        return map("parameters");
    }

    /** {@return settings of Liquibase's own, which it takes from system properties} */
    Map<String, String> liquibaseConfiguration() {
        Map<String, String> configuration = map("liquibaseConfiguration");
        text("duplicateFileMode", mode -> configuration.put("liquibase.duplicateFileMode", mode));
        return configuration;
    }

    /** {@return the properties of the application that runs it} */
    Map<String, String> properties(String contexts) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.liquibase.change-log", entry());
        properties.put("spring.liquibase.contexts", contexts);
        properties.put("spring.liquibase.analytics-enabled", "false");
        parameters().forEach((name, value) -> properties.put("spring.liquibase.parameters[" + name + "]", value));
        text("labels", labels -> properties.put("spring.liquibase.label-filter", labels));
        text("defaultSchema", schema -> properties.put("spring.liquibase.default-schema", schema));
        text("liquibaseSchema", schema -> properties.put("spring.liquibase.liquibase-schema", schema));
        text("changeLogTable", table -> properties.put("spring.liquibase.database-change-log-table", table));
        text(
                "searchPath",
                path -> properties.put("spring.datasource.hikari.connection-init-sql", "set search_path to " + path));
        return properties;
    }

    String changeLogTable() {
        return settings.path("changeLogTable").asString("databasechangelog");
    }

    @Nullable
    String historySchema() {
        String defaultSchema = settings.path("defaultSchema").asString(null);
        return settings.path("liquibaseSchema").asString(defaultSchema);
    }

    String database() {
        return settings.path("database").asString("corpus");
    }

    /** {@return statements for the server, before the run} */
    List<String> adminSql() {
        return texts("adminSql");
    }

    /** {@return statements for the database, before the run} */
    List<String> preSql() {
        return texts("preSql");
    }

    /** {@return files with statements for the database, before the run} */
    List<Path> preSqlFiles() {
        return texts("preSqlFile").stream().map(folder::resolve).toList();
    }

    /** {@return dumps to be loaded before the run, whose mistakes do not count} */
    List<Path> psqlFiles() {
        return texts("psqlFile").stream().map(folder::resolve).toList();
    }

    private List<String> texts(String key) {
        return settings.path(key).valueStream().map(JsonNode::asString).toList();
    }

    private Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        settings.path(key)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }

    private void text(String key, Consumer<String> use) {
        if (settings.hasNonNull(key)) {
            use.accept(settings.path(key).asString());
        }
    }
}
