package io.github.safemigration.boot.autoconfigure;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/**
 * Who is to use what the migration creates.
 *
 * @param grantTo the roles that are granted it
 * @param applicationUser the user that the application works as in the database of the target {@code default}, if known
 */
record DatabaseAccess(List<String> grantTo, Supplier<@Nullable String> applicationUser) {

    DatabaseAccess {
        grantTo = grantTo.stream()
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .distinct()
                .toList();
    }

    static DatabaseAccess of(
            List<String> grantTo, ObjectProvider<JdbcConnectionDetails> connections, Environment environment) {
        return new DatabaseAccess(grantTo, () -> {
            JdbcConnectionDetails details = connections.getIfAvailable();
            return details == null ? environment.getProperty("spring.datasource.username") : details.getUsername();
        });
    }

    @Nullable
    String userOf(String target) {
        return target.equals("default") ? applicationUser.get() : null;
    }
}
