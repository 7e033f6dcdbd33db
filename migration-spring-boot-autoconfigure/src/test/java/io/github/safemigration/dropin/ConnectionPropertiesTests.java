package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where the changelog runs, and as whom. */
class ConnectionPropertiesTests {

    private static final String BOOK = "--changeset ann:1\nCREATE TABLE book (id int);";

    private static final String ELSEWHERE = "spring.datasource.url=jdbc:h2:mem:elsewhere";

    private final Twins twins;

    ConnectionPropertiesTests(@TempDir Path folder) {
        twins = new Twins(folder);
        twins.changelogs().sql(BOOK);
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void userAndPasswordRunTheChangelogInTheDatabaseOfTheApplication() {
        FreshDatabase migrator = twins.plain().restricted("canary-migrator", "GRANT CREATE ON SCHEMA public TO %s");
        twins.ours().execute("GRANT CREATE ON SCHEMA public TO " + migrator.username());
        twins.start("spring.liquibase.user=" + migrator.username(), "spring.liquibase.password=canary-migrator");
        twins.areEqual();
        assertThat(ownerOf("book")).isEqualTo(migrator.username());
        assertThat(ownerOf("migration_run")).isEqualTo(migrator.username());
        assertThat(twins.ours().value("SELECT database_user FROM migration_run"))
                .isEqualTo(migrator.username());
    }

    @Test
    void urlLeadsToAnotherDatabaseThanThatOfTheApplication() {
        twins.start(database -> new String[] {
            ELSEWHERE,
            "spring.datasource.username=sa",
            "spring.datasource.password=",
            "spring.liquibase.url=" + database.url(),
            "spring.liquibase.user=" + database.username(),
            "spring.liquibase.password=" + database.password()
        });
        twins.areEqual();
        assertThat(ownerOf("book")).isEqualTo(twins.ours().username());
    }

    @Test
    void driverClassNameIsTheDriverThatConnects() {
        twins.start(database -> new String[] {
            "spring.liquibase.url=" + database.url(),
            "spring.liquibase.user=" + database.username(),
            "spring.liquibase.password=" + database.password(),
            "spring.liquibase.driver-class-name=" + CountingDriver.class.getName()
        });
        twins.areEqual();
        assertThat(CountingDriver.of(twins.plain())).isPositive();
        assertThat(CountingDriver.of(twins.ours())).isPositive();
    }

    @Test
    void aLiquibaseDataSourceIsPreferredToTheOneOfTheApplication() {
        twins.with(application -> application.withUserConfiguration(TwoDataSources.class));
        twins.start();
        twins.areEqual();
        assertThat(ownerOf("book")).isEqualTo(twins.ours().username());
    }

    @Test
    void connectionDetailsAreHonoured() {
        twins.with(application -> application.withUserConfiguration(ConnectionDetails.class));
        twins.start(database -> new String[] {
            "migration-url=" + database.url(),
            "migration-user=" + database.username(),
            "migration-password=" + database.password(),
            ELSEWHERE,
            "spring.datasource.username=sa",
            "spring.datasource.password="
        });
        twins.areEqual();
        assertThat(ownerOf("book")).isEqualTo(twins.ours().username());
    }

    private @Nullable String ownerOf(String table) {
        return twins.ours().value("SELECT tableowner FROM pg_tables WHERE tablename = ?", table);
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource dataSource() {
            return DataSourceBuilder.create().url("jdbc:h2:mem:elsewhere").build();
        }

        @Bean(defaultCandidate = false)
        @LiquibaseDataSource
        DataSource migrationDataSource(Environment environment) {
            return DataSourceBuilder.create()
                    .url(environment.getRequiredProperty("spring.datasource.url"))
                    .username(environment.getRequiredProperty("spring.datasource.username"))
                    .password(environment.getRequiredProperty("spring.datasource.password"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ConnectionDetails {

        @Bean
        LiquibaseConnectionDetails liquibaseConnectionDetails(Environment environment) {
            return new LiquibaseConnectionDetails() {
                @Override
                public @Nullable String getUsername() {
                    return environment.getProperty("migration-user");
                }

                @Override
                public @Nullable String getPassword() {
                    return environment.getProperty("migration-password");
                }

                @Override
                public @Nullable String getJdbcUrl() {
                    return environment.getProperty("migration-url");
                }
            };
        }
    }

    /** Counts the connections that it opens to each database. */
    public static class CountingDriver extends Driver {

        private static final java.util.Map<String, AtomicInteger> CONNECTIONS =
                new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
            CONNECTIONS.computeIfAbsent(url, key -> new AtomicInteger()).incrementAndGet();
            return super.connect(url, info);
        }

        static int of(FreshDatabase database) {
            return CONNECTIONS.getOrDefault(database.url(), new AtomicInteger()).get();
        }
    }
}
