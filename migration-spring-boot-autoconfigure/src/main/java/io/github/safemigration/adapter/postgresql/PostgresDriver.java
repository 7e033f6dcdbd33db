package io.github.safemigration.adapter.postgresql;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What PostgreSQL's own driver tells and does beyond JDBC; by reflection, as another driver may be there in its place. */
final class PostgresDriver {

    private static final @Nullable Class<?> CONNECTION = find();

    private PostgresDriver() {}

    private static @Nullable Class<?> find() {
        String name = "org.postgresql.PGConnection";
        ClassLoader loader = PostgresDriver.class.getClassLoader();
        return ClassUtils.isPresent(name, loader) ? ClassUtils.resolveClassName(name, loader) : null;
    }

    static boolean isPresent() {
        return CONNECTION != null;
    }

    /** No statement of the connection is given a name in the server. */
    static void nameNoStatements(Connection connection) throws SQLException {
        invoke(connection, "setPrepareThreshold", 0);
    }

    /** The server process that answered the log-in, as it was told then. */
    static Optional<Integer> backend(Connection connection) throws SQLException {
        return Optional.ofNullable((Integer) invoke(connection, "getBackendPID"));
    }

    private static @Nullable Object invoke(Connection connection, String method, Integer... arguments)
            throws SQLException {
        Class<?> type = CONNECTION;
        if (type == null || !connection.isWrapperFor(type)) {
            return null;
        }
        try {
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {int.class};
            return type.getMethod(method, types).invoke(connection.unwrap(type), (Object[]) arguments);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        } catch (InvocationTargetException e) {
            throw new SQLException(e.getTargetException());
        }
    }
}
