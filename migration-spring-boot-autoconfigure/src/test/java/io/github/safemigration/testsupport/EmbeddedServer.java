package io.github.safemigration.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts the server whose programs are on the class path, and stops it with the JVM. */
final class EmbeddedServer {

    private static final String USERNAME = "migration_test";

    // The programs ask for a password like any server in earnest; only the account that sets it up goes without.
    private static final String CLIENT_AUTHENTICATION = """
            local all         postgres              trust
            host  all         postgres 127.0.0.1/32 trust
            host  all         postgres ::1/128      trust
            host  all         all      127.0.0.1/32 scram-sha-256
            host  all         all      ::1/128      scram-sha-256
            host  replication all      127.0.0.1/32 scram-sha-256
            """;

    private EmbeddedServer() {}

    static TestServer start() {
        EmbeddedPostgres server = postgres();
        String password = "canary-" + UUID.randomUUID();
        JdbcClient.create(server.getPostgresDatabase())
                .sql("CREATE ROLE " + USERNAME + " SUPERUSER LOGIN PASSWORD '" + password + "'")
                .update();
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
        return new TestServer(ServerKind.EMBEDDED, url, USERNAME, password);
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory())
                    .setDataDirectoryCustomizer(EmbeddedServer::askForPasswords)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("full_page_writes", "off")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL did not start. As root it needs `unshare -U` to work;"
                            + " set MIGRATION_TEST_URL to use another server (docs/testing.md).",
                    e);
        }
    }

    // In the folder that each start searches for servers and data whose JVM was killed.
    private static File dataDirectory() {
        File parent = new File(System.getProperty("java.io.tmpdir"), "embedded-pg");
        return new File(System.getProperty("ot.epg.working-dir", parent.getPath()), "tests-" + UUID.randomUUID());
    }

    private static void askForPasswords(File dataDirectory) {
        try {
            Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), CLIENT_AUTHENTICATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
