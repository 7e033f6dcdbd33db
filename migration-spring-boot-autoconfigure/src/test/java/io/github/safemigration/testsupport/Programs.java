package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that are not part of the build. */
final class Programs {

    private Programs() {}

    /** Skips the test where a program is not installed. */
    static void require(String name) {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeThat(installed).as("%s is installed", name).isTrue();
    }
}
