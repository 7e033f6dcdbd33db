package io.github.safemigration.sample.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, unpacked once from their jar. */
final class PostgresPrograms {

    private static final Logger logger = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final int EXECUTABLE = 0100;

    private final Path home;
    private final String version;

    private PostgresPrograms(Path home, String version) {
        this.home = home;
        this.version = version;
    }

    static PostgresPrograms of(DatabaseProperties properties, DatabaseFolder folder) {
        Path binaries = properties.binaries();
        Path parent = binaries != null ? binaries.toAbsolutePath() : folder.root();
        return new PostgresPrograms(parent.resolve("postgresql-" + properties.version()), properties.version());
    }

    String majorVersion() {
        return version.split("\\.", 2)[0];
    }

    Path program(String name) throws IOException {
        if (!Files.isDirectory(home)) {
            unpack();
        }
        return home.resolve("bin").resolve(name);
    }

    private void unpack() throws IOException {
        logger.info("Unpacking PostgreSQL into {}", home);
        Path fresh = DatabaseFolder.unfinished(home);
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        try (InputStream archive =
                        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
                TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                write(entry, entries, fresh.resolve(entry.getName()));
            }
        }
        // In one step: a start that is killed while unpacking leaves nothing that looks complete.
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            if ((entry.getMode() & EXECUTABLE) != 0 && !file.toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make " + file + " executable");
            }
        }
    }
}
