package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** The connection whose open transaction a row of the history is to be part of, on the thread that runs a changeset. */
public final class WorkingConnection {

    private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

    private WorkingConnection() {}

    /**
     * Does something whose rows belong into the transaction of a changeset.
     *
     * @param connection the connection that the changeset runs on, in its transaction
     * @param work what writes the rows
     */
    public static void during(Connection connection, Runnable work) {
        CURRENT.set(connection);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }

    static @Nullable Connection current() {
        return CURRENT.get();
    }
}
