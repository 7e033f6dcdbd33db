package io.github.safemigration.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * PostgreSQL's own client, as a database administrator runs it. Where it is not installed the test that asks is skipped.
 *
 * @param code its exit code: 0, or 3 for a script that stopped at an error
 * @param said what it printed
 */
public record Psql(int code, String said) {

    /**
     * Runs a script.
     *
     * @param database where
     * @param script what
     * @return what came of it
     * @throws IOException if the client cannot be run
     * @throws InterruptedException if somebody does not want to wait for it
     */
    public static Psql run(FreshDatabase database, Path script) throws IOException, InterruptedException {
        Programs.require("psql");
        URI url = URI.create(database.url().substring("jdbc:".length()));
        ProcessBuilder builder = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-h",
                        url.getHost(),
                        "-p",
                        String.valueOf(url.getPort()),
                        "-U",
                        database.username(),
                        "-d",
                        database.name(),
                        "-f",
                        script.toString())
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Psql(process.waitFor(), said);
        }
    }
}
