package io.github.safemigration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The direct way to the database of the target {@code default}.
 *
 * @param url JDBC URL of the database for lock, migration and history, past any pooler. By default spring.liquibase.url, or the way of the application.
 * @param username User that migrates. By default spring.liquibase.user, or the user of the application.
 * @param password Password of the user that migrates.
 * @param driverClassName JDBC driver of the migration. By default the one that fits the URL.
 */
@ConfigurationProperties("migration.datasource")
public record MigrationDataSourceProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String driverClassName) {

    @Nullable
    MigrationConnectionDetails details() {
        return textOf(url) == null && textOf(username) == null ? null : new Details(this);
    }

    private static @Nullable String textOf(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "migration.datasource.*";
    }

    private record Details(MigrationDataSourceProperties properties) implements MigrationConnectionDetails {

        @Override
        public @Nullable String getJdbcUrl() {
            return textOf(properties.url());
        }

        @Override
        public @Nullable String getUsername() {
            return textOf(properties.username());
        }

        @Override
        public @Nullable String getPassword() {
            return properties.password();
        }

        @Override
        public @Nullable String getDriverClassName() {
            return textOf(properties.driverClassName());
        }
    }
}
