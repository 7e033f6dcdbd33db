package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.FailureKind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells from an SQLSTATE what kind of failure it is. Classes and codes: PostgreSQL manual, appendix A; the classes are
 * those of the SQL standard and hold for other products too.
 */
public final class JdbcFailures {

    private JdbcFailures() {}

    /**
     * The kind of failure.
     *
     * @param e what the driver threw
     * @return its kind
     */
    public static FailureKind kind(SQLException e) {
        if (e instanceof LostLockException) {
            return FailureKind.LOCK_LOST;
        }
        String state = e.getSQLState();
        if (state == null) {
            return isConnection(e) ? FailureKind.DATABASE_UNREACHABLE : FailureKind.BAD_SQL;
        }
        if (state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("57P")
                || state.equals("25P03")
                || state.equals("25P04")
                || state.equals("3D000")
                || state.equals("53300")) {
            return FailureKind.DATABASE_UNREACHABLE;
        }
        return switch (state) {
            case "25006" -> FailureKind.DATABASE_READ_ONLY;
            case "42501" -> FailureKind.RIGHTS_MISSING;
            case "55P03", "40P01" -> FailureKind.STATEMENT_LOCK;
            default -> FailureKind.BAD_SQL;
        };
    }

    /**
     * Tells whether a lock was not there in time.
     *
     * @param thrown any exception
     * @return true if the database has said so
     */
    public static boolean isLockTimeout(Throwable thrown) {
        @Nullable SQLException found = find(thrown);
        return found != null && "55P03".equals(found.getSQLState());
    }

    /**
     * What went wrong, in one line: drivers put details, hints and positions on lines of their own.
     *
     * @param thrown any exception
     * @return its message, or the name of its class
     */
    public static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null
                ? thrown.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Pools give no SQLSTATE: neither when they have no connection, nor for one that broke. */
    private static boolean isConnection(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || String.valueOf(e.getMessage()).contains("is closed");
    }

    /**
     * Looks for what the driver threw.
     *
     * @param thrown any exception
     * @return the innermost SQLException among its causes that has an SQLSTATE, else any, or null
     */
    public static @Nullable SQLException find(@Nullable Throwable thrown) {
        SQLException found = null;
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql;
            }
        }
        return found;
    }
}
