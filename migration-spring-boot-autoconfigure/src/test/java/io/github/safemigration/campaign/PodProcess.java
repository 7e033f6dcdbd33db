package io.github.safemigration.campaign;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link Pod} and what it has said. */
final class PodProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private PodProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static PodProcess start(Path output, int contexts, String... properties) throws IOException {
        return start(System.getProperty("java.class.path"), output, contexts, properties);
    }

    /** Starts one that finds these files before its own, and says there what it says. */
    static PodProcess startWith(Path classes, String... properties) throws IOException {
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        return start(classPath, classes.resolve("output"), 1, properties);
    }

    private static PodProcess start(String classPath, Path output, int contexts, String... properties)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + Pod.CONTEXTS + "=" + contexts,
                "-cp",
                classPath,
                Pod.class.getName()));
        Arrays.stream(properties).map(property -> "--" + property).forEach(command::add);
        ProcessBuilder java = new ProcessBuilder(command);
        java.redirectErrorStream(true).redirectOutput(output.toFile());
        return new PodProcess(java.start(), output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Has it sleep in the middle of whatever it does. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Wakes it where it is. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int failed =
                new ProcessBuilder("kill", signal, process.pid() + "").start().waitFor();
        if (failed != 0) {
            throw new IOException("kill " + signal + " ended with " + failed);
        }
    }

    /** Asks it to end, as {@code kill} does. */
    void terminate() {
        process.destroy();
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /** {@return when it said that this happened, in milliseconds; once for each time} */
    List<Long> times(String what) throws IOException {
        String start = Pod.MARK + what + " ";
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> Long.valueOf(line.substring(start.length())))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
