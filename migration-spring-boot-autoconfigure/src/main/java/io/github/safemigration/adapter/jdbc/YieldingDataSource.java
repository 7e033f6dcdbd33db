package io.github.safemigration.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections to a database that tell whenever a thread waits for it. */
public final class YieldingDataSource extends DelegatingDataSource {

    private static final Set<Class<?>> TRAVELLING =
            Set.of(Statement.class, PreparedStatement.class, CallableStatement.class, DatabaseMetaData.class);

    // Only what waits: Liquibase asks for versions and the like while it holds monitors of its own.
    private static final Set<String> WAITING = Set.of("commit", "rollback", "close", "setAutoCommit", "isValid");

    private final Wait wait;

    /**
     * Wraps a data source.
     *
     * @param dataSource hands out the connections
     * @param wait is given whatever waits for the database, to do it
     */
    public YieldingDataSource(DataSource dataSource, Wait wait) {
        super(dataSource);
        this.wait = wait;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            @Nullable Object connection = wait.during(super::getConnection);
            return (Connection) yielding(Connection.class, Objects.requireNonNull(connection));
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    private Object yielding(Class<?> type, Object object) {
        return Proxy.newProxyInstance(
                YieldingDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> call(object, method, arguments);
                });
    }

    private @Nullable Object call(Object object, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (waits(method)) {
            return wait.during(() -> invoke(object, method, arguments));
        }
        @Nullable Object answer = invoke(object, method, arguments);
        return answer != null && TRAVELLING.contains(method.getReturnType())
                ? yielding(method.getReturnType(), answer)
                : answer;
    }

    private static boolean waits(Method method) {
        return method.getName().startsWith("execute")
                || WAITING.contains(method.getName())
                || (method.getDeclaringClass() == DatabaseMetaData.class && method.getReturnType() == ResultSet.class);
    }

    private static @Nullable Object invoke(Object object, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Does what waits for a database. */
    @FunctionalInterface
    public interface Wait {

        /**
         * Does it.
         *
         * @param question what is asked of the database
         * @return the answer
         * @throws Throwable what it throws
         */
        @Nullable
        Object during(Question question) throws Throwable;
    }

    /** Something that is asked of a database. */
    @FunctionalInterface
    public interface Question {

        /**
         * Asks.
         *
         * @return the answer
         * @throws Throwable what the database says instead
         */
        @Nullable
        Object ask() throws Throwable;
    }
}
