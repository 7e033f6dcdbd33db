package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.DatabaseInfo;
import org.jspecify.annotations.Nullable;

/** Description of a database. */
record DatabaseDescriptor(
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

    String text() {
        String place = host == null ? "" : " at " + host + (port == null ? "" : ":" + port);
        return product + " " + version + (name == null ? "" : ", " + name) + place
                + (user == null ? "" : ", as " + user);
    }
}
