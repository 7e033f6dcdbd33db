package io.github.safemigration.boot.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own, where nothing is warm. */
final class ForkedApplication implements AutoCloseable {

    private final Process process;

    private final List<String> log = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Long> firstLine = new CompletableFuture<>();

    ForkedApplication(Class<?> main, List<String> arguments) throws IOException {
        this(List.of(), main, arguments, Map.of());
    }

    ForkedApplication(List<String> options, Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                "--spring.main.banner-mode=off"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(this::read, "log of " + main.getSimpleName());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                firstLine.complete(System.nanoTime());
            }
        } catch (IOException ex) {
            log.add(ex.toString());
        }
    }

    /** When the first line was logged, by {@link System#nanoTime()}. */
    long firstLine() {
        return firstLine.orTimeout(60, TimeUnit.SECONDS).join();
    }

    List<String> log() {
        return log;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
