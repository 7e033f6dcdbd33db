package io.github.safemigration.adapter.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that tells of each statement and commit just before it is sent; otherwise the one it stands for. */
public final class ObservedConnection {

    private ObservedConnection() {}

    /**
     * Wraps a connection.
     *
     * @param connection the connection
     * @param listener hears of each statement, and may hold a commit back
     * @return a connection with an identity of its own, as Liquibase's registries key on it
     */
    public static Connection of(Connection connection, StatementListener listener) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit") && !listener.committing(connection)) {
                return null;
            }
            if (method.getName().equals("rollback") && arguments == null && !listener.rollingBack(connection)) {
                return null;
            }
            if (method.getName().equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0])) {
                listener.leavingTransaction(connection);
            }
            Object result = invoke(connection, method, arguments);
            return switch (method.getName()) {
                case "createStatement" ->
                    statement((Statement) result, Statement.class, null, (Connection) proxy, listener);
                case "prepareStatement" ->
                    statement(
                            (Statement) result,
                            PreparedStatement.class,
                            (String) arguments[0],
                            (Connection) proxy,
                            listener);
                case "prepareCall" ->
                    statement(
                            (Statement) result,
                            CallableStatement.class,
                            (String) arguments[0],
                            (Connection) proxy,
                            listener);
                default -> result;
            };
        });
    }

    private static Object statement(
            Statement statement,
            Class<? extends Statement> type,
            @Nullable String prepared,
            Connection owner,
            StatementListener listener) {
        List<String> batch = new ArrayList<>();
        return proxy(type, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getConnection")) {
                return owner;
            }
            if (name.equals("addBatch")) {
                batch.add(text(prepared, arguments));
            } else if (name.equals("clearBatch")) {
                batch.clear();
            } else if (name.startsWith("execute")) {
                boolean isBatch = name.equals("executeBatch") || name.equals("executeLargeBatch");
                List<String> texts = isBatch ? List.copyOf(batch) : List.of(text(prepared, arguments));
                if (isBatch) {
                    batch.clear();
                }
                return send(statement, () -> passed(statement, method, arguments, texts, listener), listener.stop());
            }
            return invoke(statement, method, arguments);
        });
    }

    private static @Nullable Object passed(
            Statement statement,
            Method method,
            Object @Nullable [] arguments,
            List<String> texts,
            StatementListener listener)
            throws Throwable {
        if (!method.getName().equals("executeQuery") && !listener.isSent(texts)) {
            return nothingChanged(method.getReturnType(), texts.size());
        }
        for (String each : texts) {
            listener.sending(each, statement.getConnection());
        }
        try {
            Object answer = invoke(statement, method, arguments);
            listener.answered();
            return answer;
        } catch (SQLException e) {
            listener.failed(e);
            throw e;
        } finally {
            listener.sent();
        }
    }

    private static @Nullable Object nothingChanged(Class<?> answer, int statements) {
        if (answer == boolean.class) {
            return false;
        }
        if (answer == int.class) {
            return 0;
        }
        if (answer == long.class) {
            return 0L;
        }
        return answer == int[].class ? new int[statements] : new long[statements];
    }

    private static @Nullable Object send(Statement statement, Sending sending, @Nullable RunStop stop)
            throws Throwable {
        if (stop == null) {
            return sending.send();
        }
        stop.began(statement);
        try {
            return sending.send();
        } finally {
            stop.ended(statement);
        }
    }

    private static String text(@Nullable String prepared, Object @Nullable [] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            return sql;
        }
        return prepared == null ? "" : prepared;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        InvocationHandler withIdentity = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "observed " + type.getSimpleName();
                };
            }
            return handler.handle(proxy, method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? ObservedConnection.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                withIdentity));
    }

    private static Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @FunctionalInterface
    private interface Sending {
        @Nullable
        Object send() throws Throwable;
    }

    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object handle(Object proxy, Method method, Object[] arguments) throws Throwable;
    }
}
