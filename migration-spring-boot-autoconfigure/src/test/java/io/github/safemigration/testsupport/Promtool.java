package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Prometheus' own checker of what an application exposes. Where it is not installed the test that asks is skipped. */
public final class Promtool {

    private Promtool() {}

    /**
     * Fails unless Prometheus finds nothing to complain about.
     *
     * @param metrics what {@code /actuator/prometheus} answers
     * @throws IOException if the checker cannot be run
     */
    public static void accepts(String metrics) throws IOException {
        assertThat(complaintsAbout(metrics)).isEmpty();
    }

    static String complaintsAbout(String metrics) throws IOException {
        Programs.require("promtool");
        Process process = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
