package io.github.safemigration.boot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where the answer goes: standard output, or a file that is there whole or not at all. */
final class Answer implements AutoCloseable {

    private final PrintStream out;
    private final @Nullable Path file;
    private final @Nullable Path draft;

    private Answer(PrintStream out, @Nullable Path file, @Nullable Path draft) {
        this.out = out;
        this.file = file;
        this.draft = draft;
    }

    /** Finds out that the file cannot be written before the command does anything. */
    static Answer to(@Nullable Path file, PrintStream out) {
        if (file == null) {
            return new Answer(out, null, null);
        }
        Path absolute = file.toAbsolutePath();
        Path draft = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        if (Files.isDirectory(absolute)) {
            throw new UsageException("'" + file + "' is a folder, not a file.");
        }
        try {
            Files.write(draft, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UsageException("'" + file + "' cannot be written: " + e + ". Nothing was done.");
        }
        return new Answer(out, absolute, draft);
    }

    void write(CommandFormat format, String text) {
        if (file == null || draft == null) {
            // People read it in the terminal's own encoding, programs in the one that JSON and psql expect.
            Charset charset = format == CommandFormat.TEXT ? Charset.defaultCharset() : StandardCharsets.UTF_8;
            byte[] bytes = text.getBytes(charset);
            out.write(bytes, 0, bytes.length);
            out.flush();
            return;
        }
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            move(draft, file);
        } catch (IOException e) {
            throw new UncheckedIOException("The command is through, but its answer could not be written to " + file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A draft of the answer is left behind", e);
        }
    }
}
