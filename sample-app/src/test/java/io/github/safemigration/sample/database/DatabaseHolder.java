package io.github.safemigration.sample.database;

import java.io.IOException;

/** A process of its own that opens a folder and holds it until its input ends. */
final class DatabaseHolder implements AutoCloseable {

    private final Process process;

    private DatabaseHolder(Process process) {
        this.process = process;
    }

    static DatabaseHolder open(DatabaseProperties properties) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        properties.directory().toString(),
                        properties.version(),
                        String.valueOf(properties.binaries()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.inputReader().lines().anyMatch(line -> line.equals("open"))) {
            throw new IOException("The other process did not open " + properties.directory());
        }
        return new DatabaseHolder(process);
    }

    public static void main(String[] args) throws IOException {
        DatabaseProperties properties =
                new DatabaseProperties(true, java.nio.file.Path.of(args[0]), args[1], java.nio.file.Path.of(args[2]));
        try (EmbeddedDatabase database = EmbeddedDatabase.open(properties)) {
            System.out.println("open");
            while (System.in.read() >= 0) {
                database.getJdbcUrl();
            }
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
