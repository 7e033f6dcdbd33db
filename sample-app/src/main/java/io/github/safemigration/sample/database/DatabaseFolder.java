package io.github.safemigration.sample.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Where things lie in the folder that keeps the data. */
record DatabaseFolder(Path root) {

    private static final Logger logger = LoggerFactory.getLogger(DatabaseFolder.class);
    private static final String UNFINISHED = ".unfinished";

    static DatabaseFolder at(Path directory) {
        try {
            Files.createDirectories(directory);
            return new DatabaseFolder(directory.toRealPath());
        } catch (IOException e) {
            throw DatabaseException.notOurs(directory, e);
        }
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path password() {
        return root.resolve("password");
    }

    Path users() {
        return root.resolve("users.lock");
    }

    Path log() {
        return root.resolve("server.log");
    }

    /** A new name beside a file or folder, to make it under and then to rename. */
    static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    }

    /** Removes what killed processes left half done. */
    void sweep() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root, "*" + UNFINISHED)) {
            for (Path leftover : leftovers) {
                try {
                    FileSystemUtils.deleteRecursively(leftover);
                } catch (IOException e) {
                    logger.debug("{} is still being written to", leftover, e);
                }
            }
        }
    }
}
