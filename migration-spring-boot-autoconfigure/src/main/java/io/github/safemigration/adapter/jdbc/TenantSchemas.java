package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks a bean of the application for the schemas of its tenants.
 *
 * @param target the target that they are tenants of
 * @param bean the bean's name
 * @param connections hands out the connection that it is given
 * @param redactor takes secrets out of what it says instead
 */
public record TenantSchemas(String target, String bean, DataSource connections, Redactor redactor) {

    /**
     * Asks.
     *
     * @param query the bean
     * @return the names of the schemas
     * @throws MigrationException if it does not tell them
     */
    public List<String> ask(Query query) {
        List<String> schemas;
        try (Connection connection = connections.getConnection()) {
            schemas = query.schemas(connection);
        } catch (SQLException | RuntimeException e) {
            throw untold(e);
        }
        for (String schema : schemas) {
            if (schema == null || schema.isBlank()) {
                throw new MigrationException(
                        target,
                        Failure.of(
                                FailureKind.CONFIGURATION,
                                "Bean '" + bean + "' lists a tenant whose schema has no name"),
                        null);
            }
        }
        return schemas;
    }

    private MigrationException untold(Exception e) {
        @Nullable SQLException sql = JdbcFailures.find(e);
        String message = sql == null ? String.valueOf(e.getMessage()) : JdbcFailures.message(sql);
        Failure failure = new Failure(
                sql == null ? FailureKind.UNEXPECTED : JdbcFailures.kind(sql),
                "The tenants could not be listed by bean '" + bean + "': " + redactor.redact(message),
                null,
                null,
                null,
                sql == null ? null : sql.getSQLState(),
                null);
        return new MigrationException(target, failure, RedactedException.of(e, redactor));
    }

    /** The bean. */
    @FunctionalInterface
    public interface Query {

        /**
         * Lists the schemas.
         *
         * @param connection leads to the database of the tenants
         * @return their names
         * @throws SQLException if the database says no
         */
        List<String> schemas(Connection connection) throws SQLException;
    }
}
