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
        assumeThat(isInstalled(name)).as("%s is installed", name).isTrue();
    }

    static boolean isInstalled(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
