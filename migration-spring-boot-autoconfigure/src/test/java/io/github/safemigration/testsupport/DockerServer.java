package io.github.safemigration.testsupport;

import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Starts the server in a container, which Testcontainers removes after the JVM. */
final class DockerServer {

    private DockerServer() {}

    static boolean answers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    // Not closed here: it lives as long as the JVM, and Testcontainers' own reaper ends it.
    @SuppressWarnings("resource")
    static TestServer start(String imageTag) {
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse("postgres").withTag(imageTag))
                .withUsername("migration_test")
                .withPassword("canary-" + UUID.randomUUID())
                .withCommand("postgres", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200");
        container.start();
        return new TestServer(
                ServerKind.DOCKER, container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
}
