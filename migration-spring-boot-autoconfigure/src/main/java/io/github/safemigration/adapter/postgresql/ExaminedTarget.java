package io.github.safemigration.adapter.postgresql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a target, as far as its database is compared with them before a run.
 *
 * @param name the target's name
 * @param url the JDBC URL without parameters, or null if it is not known
 * @param schema the schema of unqualified names, or null for the connection's own
 * @param historySchema the schema of Liquibase's tables, or null for the connection's own
 * @param changelogTable the name of Liquibase's table of applied changesets
 * @param lockTable the name of Liquibase's lock table
 * @param ownTables the names of our tables
 * @param grantTo the roles that are granted what changesets create
 * @param applicationUser the user that the application works as, or null if that is not known
 */
public record ExaminedTarget(
        String name,
        @Nullable String url,
        @Nullable String schema,
        @Nullable String historySchema,
        String changelogTable,
        String lockTable,
        List<String> ownTables,
        List<String> grantTo,
        @Nullable String applicationUser) {

    /** Copies the lists. */
    public ExaminedTarget {
        ownTables = List.copyOf(ownTables);
        grantTo = List.copyOf(grantTo);
    }
}
