package io.github.safemigration.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A server of the test's own that is stopped and comes back as a hot standby, as after a fail-over. */
public final class StandbyServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    private StandbyServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a primary.
     *
     * @param data its folder, which stays when it is closed
     * @return the server
     * @throws IOException if it does not start
     */
    public static StandbyServer primary(Path data) throws IOException {
        return start(data);
    }

    /**
     * Starts what was a primary as a standby.
     *
     * @param data its folder
     * @return the server
     * @throws IOException if it does not start
     */
    public static StandbyServer standby(Path data) throws IOException {
        Path signal = data.resolve("standby.signal");
        if (!Files.exists(signal)) {
            Files.createFile(signal);
        }
        return start(data);
    }

    private static StandbyServer start(Path data) throws IOException {
        return new StandbyServer(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .start());
    }

    /** {@return the JDBC URL of its database, for the superuser {@code postgres}, who needs no password} */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
