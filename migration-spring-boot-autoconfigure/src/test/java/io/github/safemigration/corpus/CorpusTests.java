package io.github.safemigration.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs the changelogs of a folder, or of the folders in it, in each mode: {@code -Pcorpus -Dcorpus=folder}. */
@Tag("corpus")
class CorpusTests {

    private static final String PROPERTY = "corpus";

    @TestFactory
    Stream<DynamicTest> theStarterLeavesTheSameDatabaseAsPlainLiquibase(@TempDir Path standIns) throws IOException {
        String folder = System.getProperty(PROPERTY);
        assertThat(folder)
                .as("-D%s must name a folder with a %s, or one with such folders in it", PROPERTY, Corpus.FILE)
                .isNotBlank();
        Path root = Path.of(System.getProperty(PROPERTY + ".base", "")).resolve(folder);
        List<Path> folders = folders(root);
        assertThat(folders).as("folders with a %s in %s", Corpus.FILE, root).isNotEmpty();
        return folders.stream()
                .map(Corpus::read)
                .map(corpus ->
                        DynamicTest.dynamicTest(corpus.name(), () -> compare(corpus, standIns.resolve(corpus.name()))));
    }

    private static List<Path> folders(Path root) throws IOException {
        if (Files.exists(root.resolve(Corpus.FILE))) {
            return List.of(root);
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.exists(child.resolve(Corpus.FILE)))
                    .sorted()
                    .toList();
        }
    }

    private static void compare(Corpus corpus, Path classes) throws IOException {
        int missing = corpus.wantsStandIns() ? StandIns.compile(corpus, classes) : 0;
        Comparison comparison = new Comparison("Corpus " + corpus.name() + ", " + missing + " classes stood in for");
        List<Path> classPath =
                Stream.concat(corpus.roots().stream(), Stream.of(classes)).toList();
        try (CorpusClassLoader classLoader = new CorpusClassLoader(classPath)) {
            for (Mode mode : Mode.values()) {
                comparison.add(mode, run(corpus, classLoader, mode, comparison));
            }
        }
        System.out.println(comparison.report());
        assertThat(comparison.differences()).isEmpty();
    }

    private static Outcome run(Corpus corpus, ClassLoader classLoader, Mode mode, Comparison comparison) {
        try (CorpusServer server = CorpusServer.start(corpus)) {
            Map<String, String> database =
                    Map.of("spring.datasource.url", server.url(), "spring.datasource.username", server.user());
            if (mode == Mode.PLAIN) {
                comparison.expect(recorded(corpus, server.version()));
            }
            try {
                Duration took = new CorpusApplication(corpus, classLoader, database).run(mode);
                return new Outcome(took, DatabasePicture.of(server.dataSource(), corpus), null);
            } catch (RuntimeException e) {
                return new Outcome(Duration.ZERO, Map.of(), e + "");
            }
        }
    }

    /** The fingerprints hold for one version of the server: others tell their catalog in other words. */
    private static Map<String, String> recorded(Corpus corpus, String serverVersion) {
        JsonNode result = corpus.recorded();
        Map<String, String> recorded = new LinkedHashMap<>();
        if (result == null || !result.path("postgres").asString("").equals(serverVersion)) {
            return recorded;
        }
        flatten("", result.path("schema"), recorded);
        for (String name : List.of("historyRows", "historyDistinctFiles", "historyFingerprint")) {
            recorded.put(name, result.path("update").path(name).asString());
        }
        flatten("execTypes.", result.path("update").path("execTypes"), recorded);
        return recorded;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties().forEach(property -> {
            if (property.getValue().isObject()) {
                flatten(prefix + property.getKey() + ".", property.getValue(), into);
            } else {
                into.put(prefix + property.getKey(), property.getValue().asString());
            }
        });
    }
}
