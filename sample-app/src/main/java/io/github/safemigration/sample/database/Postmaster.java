package io.github.safemigration.sample.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server process that postmaster.pid speaks of. */
record Postmaster(ProcessHandle process, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** Answers the server that runs on a cluster, if one does. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(number(lines, PID_LINE)).filter(ProcessHandle::isAlive);
        if (process.filter(it -> !serves(it, cluster)).isPresent()) {
            // The dead server's number went to another process; PostgreSQL would take that one for a server and refuse.
            Files.delete(file);
            return Optional.empty();
        }
        return process.map(it -> new Postmaster(it, Math.toIntExact(number(lines, PORT_LINE))));
    }

    private static long number(List<String> lines, int line) {
        return Long.parseLong(lines.get(line).strip());
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        return process.info()
                .commandLine()
                .filter(command -> command.contains(cluster.toString()))
                .isPresent();
    }
}
