package io.github.safemigration.sample.database;

import java.io.IOException;
import org.springframework.boot.SpringApplication;

/** An application of its own process that has nothing but the embedded database. */
final class DatabaseProcess {

    private final Process process;

    private DatabaseProcess(Process process) {
        this.process = process;
    }

    static DatabaseProcess start(DatabaseProperties properties) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpringApplication.class.getName(),
                        "--spring.main.sources=" + DatabaseConfiguration.class.getName(),
                        "--spring.main.web-application-type=none",
                        "--spring.main.keep-alive=true",
                        "--sample.database.directory=" + properties.directory(),
                        "--sample.database.binaries=" + properties.binaries())
                .redirectErrorStream(true)
                .start();
        if (process.inputReader().lines().noneMatch(line -> line.contains("PostgreSQL on 127.0.0.1:"))) {
            throw new IOException("The other process did not open " + properties.directory());
        }
        return new DatabaseProcess(process);
    }

    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
