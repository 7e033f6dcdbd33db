package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.DatabaseInfo;
import org.jspecify.annotations.Nullable;

/**
 * Description of a database, without password, token or connection parameter.
 *
 * @param product the product's name
 * @param version the product's version
 * @param host the host, if the URL names one
 * @param port the port, if the URL names one
 * @param name the database's name
 * @param user the user we are logged in as
 * @param driver name and version of the JDBC driver
 */
public record DatabaseDescriptor(
        String product,
        String version,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String name,
        @Nullable String user,
        String driver) {

    static @Nullable DatabaseDescriptor of(@Nullable DatabaseInfo database) {
        return database == null
                ? null
                : new DatabaseDescriptor(
                        database.product(),
                        database.version(),
                        database.host(),
                        database.port(),
                        database.name(),
                        database.user(),
                        database.driver());
    }
}
