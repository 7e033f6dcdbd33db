package io.github.safemigration.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link Replica} and what it has said. */
final class ReplicaProcess implements AutoCloseable {

    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final Path output;

    private ReplicaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ReplicaProcess start(FreshDatabase database, Path output) throws IOException {
        return start(database, output, "classpath:replicas/changelog.sql");
    }

    static ReplicaProcess start(FreshDatabase database, Path output, String changelog, String... arguments)
            throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java") + "",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName(),
                "--spring.liquibase.change-log=" + changelog,
                "--spring.main.banner-mode=off");
        java.command().addAll(List.of(arguments));
        java.environment().put("SPRING_DATASOURCE_URL", database.url());
        java.environment().put("SPRING_DATASOURCE_USERNAME", database.username());
        java.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        java.redirectErrorStream(true).redirectOutput(output.toFile());
        return new ReplicaProcess(java.start(), output);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end as Kubernetes does (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    boolean isOver() {
        return !process.isAlive();
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    void awaitEnd() throws IOException, InterruptedException {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as("ended by itself, having said:%n%s", Files.readString(output))
                .isTrue();
        assertThat(process.exitValue())
                .as("exit code, having said:%n%s", Files.readString(output))
                .isZero();
    }

    /** {@return when it said that this happened, in milliseconds; once for each time} */
    List<Long> times(String what) throws IOException {
        String start = Replica.MARK + what + " ";
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> Long.valueOf(line.substring(start.length())))
                .toList();
    }

    long time(String what) throws IOException {
        assertThat(times(what)).as(what).hasSize(1);
        return times(what).get(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
