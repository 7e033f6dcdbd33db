package io.github.safemigration.adapter.jdbc;

import java.lang.reflect.InvocationHandler;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A connection that tells of each statement and commit just before it is sent; otherwise the one it stands for. */
public final class ObservedConnection {

    private static final Set<String> ENDS = Set.of("commit", "rollback", "setAutoCommit");

    private final Connection connection;
    private final StatementListener listener;
    private final ReadingLimit limit;

    private ObservedConnection(Connection connection, StatementListener listener, ReadingLimit limit) {
        this.connection = connection;
        this.listener = listener;
        this.limit = limit;
    }

    /**
     * Wraps a connection.
     *
     * @param connection the connection
     * @param listener hears of each statement, and may hold a commit back
     * @param reading whether nothing is changed for now: a transaction that begins then may not be silent for long
     * @return a connection with an identity of its own, as Liquibase's registries key on it
     */
    public static Connection of(Connection connection, StatementListener listener, BooleanSupplier reading) {
        return new ObservedConnection(connection, listener, new ReadingLimit(reading)).proxy();
    }

    private Connection proxy() {
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
            if (ENDS.contains(method.getName())) {
                limit.ended();
            }
            Connection owner = (Connection) proxy;
            return switch (method.getName()) {
                case "createStatement" -> statement((Statement) result, Statement.class, null, owner);
                case "prepareStatement" ->
                    statement((Statement) result, PreparedStatement.class, (String) arguments[0], owner);
                case "prepareCall" ->
                    statement((Statement) result, CallableStatement.class, (String) arguments[0], owner);
                case "getMetaData" -> metadata((DatabaseMetaData) result, owner);
                default -> result;
            };
        });
    }

    /** The driver asks the catalog with statements of its own, in the transaction of the connection. */
    private Object metadata(DatabaseMetaData metadata, Connection owner) {
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return owner;
            }
            if (method.getReturnType() == ResultSet.class) {
                limit.sending(connection);
            }
            return invoke(metadata, method, arguments);
        });
    }

    private Object statement(
            Statement statement, Class<? extends Statement> type, @Nullable String prepared, Connection owner) {
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
                limit.sending(connection);
                boolean isBatch = name.equals("executeBatch") || name.equals("executeLargeBatch");
                List<String> texts = isBatch ? List.copyOf(batch) : List.of(text(prepared, arguments));
                if (isBatch) {
                    batch.clear();
                }
                return send(statement, () -> passed(statement, method, arguments, texts), listener.stop());
            }
            return invoke(statement, method, arguments);
        });
    }

    private @Nullable Object passed(
            Statement statement, Method method, Object @Nullable [] arguments, List<String> texts) throws Throwable {
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
