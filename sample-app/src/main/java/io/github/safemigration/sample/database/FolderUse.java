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

    private static final int TURN = 0;
    private static final int USERS = 1;

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

    /** Waits for its turn, then joins or starts; a user until {@link #leave}, even if that fails. */
    <T> T enter(Supplier<T> joinOrStart) {
        try {
            FileLock turn = channel.lock(TURN, 1, false);
            try {
                user = channel.lock(USERS, 1, true);
                return joinOrStart.get();
            } finally {
                turn.release();
            }
        } catch (IOException e) {
            throw DatabaseException.notOurs(folder, e);
        }
    }

    /** Waits for its turn, and stops if nobody else uses the folder. */
    void leave(Runnable stop) {
        // An interrupt, which would make the channel useless, may be what brings us here.
        boolean interrupted = Thread.interrupted();
        try {
            if (user != null) {
                channel.lock(TURN, 1, false);
                user.release();
                if (channel.tryLock(USERS, 1, false) != null) {
                    stop.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
