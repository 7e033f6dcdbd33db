package io.github.safemigration.sample.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether other processes use a folder, by locks that the operating system takes back when a process dies: each
 * user holds a shared lock on byte 1; whoever starts or stops the server holds byte 0 meanwhile.
 */
final class FolderUse {

    // File locks belong to a JVM as a whole: a second channel on the file would give up the locks of the first.
    private static final Set<Path> OPEN_IN_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private @Nullable FileLock user;

    private FolderUse(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderUse of(DatabaseFolder folder) {
        Path root = folder.root();
        if (!OPEN_IN_THIS_JVM.add(root)) {
            throw new DatabaseException(
                    "The data folder " + root + " is open in this JVM already.",
                    "Close the other application context first, or set sample.database.directory to another folder.");
        }
        try {
            return new FolderUse(root, FileChannel.open(folder.users(), CREATE, READ, WRITE));
        } catch (IOException e) {
            OPEN_IN_THIS_JVM.remove(root);
            throw DatabaseException.notOurs(root, e);
        }
    }

    /** Waits for its turn, then joins or starts; stays a user until {@link #leave}. */
    <T> T enter(Supplier<T> joinOrStart) {
        try {
            FileLock turn = channel.lock(0, 1, false);
            try {
                user = channel.lock(1, 1, true);
                return joinOrStart.get();
            } finally {
                turn.release();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof RuntimeException known ? known : DatabaseException.notOurs(folder, e);
        }
    }

    /** Waits for its turn, and stops if nobody else uses the folder. */
    void leave(Runnable stop) {
        try {
            channel.lock(0, 1, false);
            if (user != null) {
                user.release();
            }
            if (channel.tryLock(1, 1, false) != null) {
                stop.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OPEN_IN_THIS_JVM.remove(folder);
        }
    }
}
