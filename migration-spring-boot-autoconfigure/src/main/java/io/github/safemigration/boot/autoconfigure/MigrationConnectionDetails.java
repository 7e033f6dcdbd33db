package io.github.safemigration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The direct way to the database of the target {@code default}, for its lock, its migration and its history, beside the
 * way of the application, which may lead through a pooler. A bean of this type wins over {@code migration.datasource.*}.
 */
public interface MigrationConnectionDetails extends ConnectionDetails {

    /**
     * Where the database is.
     *
     * @return the JDBC URL, or null for the application's
     */
    @Nullable
    String getJdbcUrl();

    /**
     * Who migrates.
     *
     * @return the user, or null for the one in the URL, or the application's where the URL is the application's
     */
    @Nullable
    String getUsername();

    /**
     * The user's password.
     *
     * @return the password, or null for none
     */
    @Nullable
    String getPassword();

    /**
     * What connects.
     *
     * @return the class of the JDBC driver, or null for the one that fits the URL
     */
    default @Nullable String getDriverClassName() {
        return null;
    }
}
