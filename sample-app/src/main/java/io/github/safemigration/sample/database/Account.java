package io.github.safemigration.sample.database;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the server's programs under an account that PostgreSQL accepts: it refuses root. Root runs them in a user
 * namespace, where it counts as nobody and still owns its files; or, where containers forbid that, as nobody, who then
 * gets the folder. A folder of somebody else's is served under that account.
 */
final class Account {

    private static final Integer NOBODY = 65534;

    private final DatabaseFolder folder;
    private final List<String> prefix;

    private Account(DatabaseFolder folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = List.copyOf(prefix);
    }

    static Account of(DatabaseFolder folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(folder, List.of());
        }
        if (owner(folder) == 0) {
            if (mayUseNamespaces()) {
                return new Account(folder, List.of("unshare", "--user"));
            }
            Files.setAttribute(folder.root(), "unix:uid", NOBODY);
        }
        int owner = owner(folder);
        return new Account(folder, List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups"));
    }

    /** Runs a program to its end, its output going to the server's log; answers whether it succeeded. */
    boolean run(List<String> command) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        File log = folder.log().toFile();
        if (log.createNewFile()) {
            handOver(log.toPath());
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log));
        // A locale that the machine names but does not have would stop initdb, and the server on macOS.
        builder.environment().put("LC_ALL", "C");
        return succeeds(builder);
    }

    /** Lets the account read a file that this process has written. */
    void handOver(Path file) throws IOException {
        if (!prefix.isEmpty()) {
            Files.setAttribute(file, "unix:uid", owner(folder));
        }
    }

    private static boolean mayUseNamespaces() throws IOException {
        return succeeds(new ProcessBuilder("unshare", "--user", "true")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD));
    }

    private static boolean succeeds(ProcessBuilder builder) throws IOException {
        // Waits out an interrupt: left to itself the program would start a server that nobody stops.
        return builder.start().onExit().join().exitValue() == 0;
    }

    private static int owner(DatabaseFolder folder) throws IOException {
        return (Integer) Files.getAttribute(folder.root(), "unix:uid");
    }
}
