package io.github.safemigration.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the folder that keeps the data. */
record DatabaseFolder(Path root) {

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

    Path unfinishedCluster() {
        return root.resolve("cluster.unfinished");
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
}
