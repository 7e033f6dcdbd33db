package io.github.safemigration.boot.startup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Lists the tenants of a database: each has a schema of its own, and each becomes a target. A bean of this type is named by
 * {@code migration.targets.<name>.tenants}. It is asked when the application starts, after the target {@code default} is up
 * to date, and again whenever somebody asks for a target that is not known. It must not be injected anything that waits for
 * the migration, such as a repository; it is given a connection instead.
 */
@FunctionalInterface
public interface MigrationTenants {

    /**
     * Lists the schemas. They are there already: a run creates none.
     *
     * @param connection leads to the database of the tenants, in auto-commit mode; closed by the caller
     * @return their names, each the last part of the name of its target
     * @throws SQLException if the database does not answer the question
     */
    List<String> schemas(Connection connection) throws SQLException;
}
