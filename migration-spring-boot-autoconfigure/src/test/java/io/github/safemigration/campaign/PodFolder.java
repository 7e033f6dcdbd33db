package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where processes are started that have a changelog of their own, always under the same path. */
final class PodFolder {

    private final Path folder;
    private int processes;

    PodFolder(Path folder) {
        this.folder = folder;
    }

    /** Starts one. */
    PodProcess start(FreshDatabase database, String changesets, String... more) throws IOException {
        processes++;
        Path classes = folder.resolve("pod" + processes);
        Path file = classes.resolve("anchor.sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "--liquibase formatted sql\n\n" + changesets);
        // Liquibase refuses a changelog that it finds twice.
        String[] properties = Stream.concat(
                        Stream.of(Ground.properties(database.url(), database, more))
                                .filter(one -> !one.equals(Ground.CHANGELOG)),
                        Stream.of("spring.liquibase.change-log=classpath:anchor.sql"))
                .toArray(String[]::new);
        return PodProcess.startWith(classes, properties);
    }
}
