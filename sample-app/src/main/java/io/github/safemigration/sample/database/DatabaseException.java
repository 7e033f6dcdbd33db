package io.github.safemigration.sample.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot serve; says what happened and what to do next. */
final class DatabaseException extends RuntimeException {

    private final String action;

    DatabaseException(String message, String action) {
        this(message, action, null);
    }

    DatabaseException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    static DatabaseException notOurs(Path folder, @Nullable Throwable cause) {
        return new DatabaseException(
                "The data folder " + folder + " cannot be used by " + System.getProperty("user.name")
                        + (cause != null ? " (" + cause + ")." : ": it belongs to somebody else."),
                "Start as the user it belongs to, or set sample.database.directory to another folder.",
                cause);
    }

    String action() {
        return action;
    }
}
