package io.github.safemigration.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changelogs that a test writes, as an application finds them: on its class path. */
final class ChangelogFolder {

    static final String DEFAULT_MASTER = "db/changelog/db.changelog-master.yaml";

    private final Path folder;

    ChangelogFolder(Path folder) {
        this.folder = folder;
    }

    ChangelogFolder write(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes formatted SQL where Boot's default master names it. */
    ChangelogFolder sql(String... changesets) {
        write(DEFAULT_MASTER, """
                databaseChangeLog:
                  - include:
                      file: db/changelog/changes.sql
                """);
        return write("db/changelog/changes.sql", "--liquibase formatted sql\n\n" + String.join("\n\n", changesets));
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    ClassLoader classLoader() {
        try {
            return new URLClassLoader(
                    new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
