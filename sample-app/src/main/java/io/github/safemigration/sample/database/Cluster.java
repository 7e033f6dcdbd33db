package io.github.safemigration.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The files of a PostgreSQL server: made once, then kept. */
final class Cluster {

    private static final int PASSWORD_BYTES = 24;

    private final DatabaseFolder folder;
    private final PostgresPrograms programs;

    Cluster(DatabaseFolder folder, PostgresPrograms programs) {
        this.folder = folder;
        this.programs = programs;
    }

    void ensure(Account account) throws IOException {
        folder.sweep();
        if (Files.exists(folder.cluster())) {
            requireSameVersion();
            return;
        }
        writePassword(account);
        Path unfinished = DatabaseFolder.unfinished(folder.cluster());
        boolean done = account.run(List.of(
                programs.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + ServerAddress.USER,
                // Not "trust", which would make every user of this machine a superuser.
                "--auth=scram-sha-256",
                "--pwfile=" + folder.password(),
                "--encoding=UTF8",
                "--no-locale"));
        if (!done) {
            throw new IOException("initdb failed, see " + folder.log());
        }
        // In one step: a start that is killed in initdb leaves nothing that looks complete.
        Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    String password() throws IOException {
        return Files.readString(folder.password()).strip();
    }

    private void writePassword(Account account) throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(folder.password());
        Files.createFile(
                folder.password(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.password(), Base64.getUrlEncoder().encodeToString(bytes));
        account.handOver(folder.password());
    }

    private void requireSameVersion() throws IOException {
        String version =
                Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(programs.majorVersion())) {
            throw new DatabaseException(
                    "The data in " + folder.root() + " is PostgreSQL " + version + "'s, and this is PostgreSQL "
                            + programs.majorVersion() + ". Nothing was changed.",
                    "Start with the version that wrote it, or set sample.database.directory to another folder.");
        }
    }
}
