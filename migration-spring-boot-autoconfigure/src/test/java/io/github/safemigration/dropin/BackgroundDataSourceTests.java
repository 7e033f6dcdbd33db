package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A data source behind the gate is still what the application made it. */
@DatabaseTest(perMethod = true)
class BackgroundDataSourceTests {

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    BackgroundDataSourceTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nSELECT count(*) FROM latch;");
    }

    @Test
    void bootsPoolIsAPoolWithItsFigures() throws Exception {
        assertThatThePoolIsOne(Injected.class);
    }

    @Test
    void soIsOneThatIsConnectedWhenItIsMade() throws Exception {
        assertThatThePoolIsOne(Started.class);
    }

    private void assertThatThePoolIsOne(Class<?> configuration) throws Exception {
        HikariDataSource pool;
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start(configuration)) {
            ApplicationContext context = application.context();
            pool = context.getBean(HikariDataSource.class);
            assertThatItWaits(application, latch, pool);
            assertThatFiguresAreThere(context, pool);
        }
        assertThat(pool.isClosed()).isTrue();
        assertThatNobodyIsConnected();
    }

    @Test
    void aHandMadeOneIsOfItsType() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start(HandMade.class)) {
            Plain dataSource = application.context().getBean(Plain.class);
            assertThatItWaits(application, latch, dataSource);
            assertThat(dataSource.name()).isEqualTo("plain");
            assertThat(dataSource.unwrap(DataSource.class)).isNotNull();
            assertThat(DataSourceUnwrapper.unwrap(dataSource, Plain.class)).isNotNull();
        }
    }

    @Test
    void oneOfAFinalClassIsADataSource() throws Exception {
        try (Latch latch = Latch.hold(database);
                StartingApplication application = start(HandMadeForGood.class)) {
            DataSource dataSource = application.context().getBean(DataSource.class);
            assertThatItWaits(application, latch, dataSource);
            assertThat(dataSource.isWrapperFor(Final.class)).isTrue();
            assertThat(DataSourceUnwrapper.unwrap(dataSource, Final.class)).isNotNull();
        }
    }

    private StartingApplication start(Class<?> configuration) {
        return StartingApplication.background(changelogs, database, configuration);
    }

    private static void assertThatItWaits(StartingApplication application, Latch latch, DataSource dataSource)
            throws SQLException {
        application.awaitState(TargetState.RUNNING);
        var asking = BackgroundGateTests.waiting(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
        latch.release();
        assertThat(asking.join()).isTrue();
    }

    private static void assertThatFiguresAreThere(ApplicationContext context, HikariDataSource pool) throws Exception {
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
            assertThat(meters.get("hikaricp.connections.active").gauge().value())
                    .isOne();
            assertThat(meters.get("hikaricp.connections.acquire").timer().count())
                    .isPositive();
            assertThat(meters.get("jdbc.connections.max").gauge().value()).isEqualTo(2);
            assertThat(meters.get("jdbc.connections.active").gauge().value()).isOne();
        }
        assertThat(pool.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(DataSourceUnwrapper.unwrap(pool, HikariDataSource.class)).isNotNull();
    }

    private void assertThatNobodyIsConnected() {
        // A session ends a moment after its client has gone.
        await().untilAsserted(() -> assertThat(
                        database.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()"))
                .isEqualTo("0"));
    }

    static class Injected extends StartingApplication.Web {

        /** Boot shows some figures only of a pool that has been used when the meters are bound, as JPA does. */
        @Bean
        boolean connects(HikariDataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                return connection.isValid(1);
            }
        }
    }

    static class Started extends StartingApplication.Web {

        @Bean
        HikariDataSource dataSource(Environment environment) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
            config.setUsername(environment.getRequiredProperty("spring.datasource.username"));
            config.setPassword(environment.getRequiredProperty("spring.datasource.password"));
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }
    }

    static class HandMade extends StartingApplication.Web {

        @Bean
        Plain dataSource(Environment environment) {
            return new Plain(environment);
        }
    }

    static class HandMadeForGood extends StartingApplication.Web {

        @Bean
        Final dataSource(Environment environment) {
            return new Final(environment);
        }
    }

    static class Plain extends AbstractDataSource {

        private final DataSource target;

        Plain(Environment environment) {
            target = new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getRequiredProperty("spring.datasource.password"));
        }

        String name() {
            return "plain";
        }

        @Override
        public Connection getConnection() throws SQLException {
            return target.getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    static final class Final extends Plain {

        Final(Environment environment) {
            super(environment);
        }
    }
}
