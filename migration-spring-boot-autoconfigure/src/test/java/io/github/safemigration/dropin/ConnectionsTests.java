package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Our connections are not those of the application's pool, and nothing is left of them. */
@DatabaseTest(perMethod = true)
class ConnectionsTests {

    private final FreshDatabase database;
    private final Path folder;
    private final ApplicationContextRunner application;

    ConnectionsTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        this.folder = folder;
        application = Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"))
                .withPropertyValues(database.properties())
                .withPropertyValues(
                        "spring.datasource.hikari.maximum-pool-size=1",
                        "spring.datasource.hikari.connection-timeout=1000");
    }

    @Test
    void aPoolOfOneThatIsInUseKeepsNobodyWaiting() {
        application.run(ConnectionsTests::worksWhileThePoolIsInUse);
    }

    @Test
    void neitherDoesOneBehindProxies() {
        application.withBean(Wrapping.class).run(ConnectionsTests::worksWhileThePoolIsInUse);
    }

    @Test
    void norOneThatFetchesItsConnectionsLazily() {
        application
                .withPropertyValues("spring.datasource.connection-fetch=lazy")
                .run(ConnectionsTests::worksWhileThePoolIsInUse);
    }

    @Test
    void norOneThatIsMadeOfADataSourceClass() {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        pool.addDataSourceProperty("url", database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(1_000);
        application.withBean(DataSource.class, () -> pool).run(ConnectionsTests::worksWhileThePoolIsInUse);
    }

    @Test
    void norOneThatLeadsToAnotherProduct() {
        application
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop"),
                        "spring.datasource.username=sa",
                        "spring.datasource.password=")
                .run(ConnectionsTests::worksWhileThePoolIsInUse);
    }

    private static void worksWhileThePoolIsInUse(ApplicationContext context) throws SQLException {
        MigrationService service = context.getBean(MigrationService.class);
        try (Connection only = context.getBean(DataSource.class).getConnection()) {
            assertThat(only.isValid(1)).isTrue();
            assertThat(service.check("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(service.plan("default").changesets()).isEmpty();
            assertThat(service.history("default", 0, 10).total()).isOne();
            service.migrate(new MigrationRequest("default", RunTrigger.ENDPOINT, "ann"));
        }
    }

    @Test
    void aHandMadeDataSourceIsUsedAsItIsAndGetsEverythingBack() {
        application.withUserConfiguration(HandMade.class).run(context -> {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.check("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(service.history("default", 0, 10).total()).isOne();
            assertThat(context.getBean(Counting.class).taken).hasPositiveValue();
            assertThat(context.getBean(Counting.class).open).hasValue(0);
        });
    }

    @Test
    void nothingIsLeftOfAnApplicationThatHasEnded() {
        application.run(context -> assertThat(sessions()).isNotEqualTo("0"));
        // A session ends a moment after its client has gone.
        await().untilAsserted(() -> assertThat(sessions()).isEqualTo("0"));
    }

    @Test
    void aPoolWithoutAutoCommitLosesNothingOfTheHistory() {
        application
                .withPropertyValues("spring.datasource.hikari.auto-commit=false")
                .run(context -> assertThatTheHistoryIsWhole());
    }

    @Test
    void neitherDoesAHandMadeDataSourceWithoutIt() {
        application
                .withPropertyValues("spring.datasource.hikari.auto-commit=false")
                .withUserConfiguration(HandMade.class)
                .run(context -> assertThatTheHistoryIsWhole());
    }

    private void assertThatTheHistoryIsWhole() {
        assertThat(database.value("SELECT outcome FROM migration_run")).isEqualTo("SUCCEEDED");
        assertThat(database.value("SELECT count(*) FROM migration_history")).isEqualTo("1");
    }

    private String sessions() {
        return String.valueOf(database.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()"));
    }

    static class Wrapping implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof DataSource dataSource)) {
                return bean;
            }
            ProxyFactory proxy = new ProxyFactory(new TransactionAwareDataSourceProxy(dataSource));
            proxy.setInterfaces(DataSource.class);
            return proxy.getProxy();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HandMade {

        @Bean
        Counting dataSource(Environment environment) {
            return new Counting(environment);
        }
    }

    /** Tells nobody its address. */
    static final class Counting extends AbstractDataSource {

        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final DataSource target;
        private final boolean autoCommit;

        Counting(Environment environment) {
            target = new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getRequiredProperty("spring.datasource.password"));
            autoCommit = environment.getProperty("spring.datasource.hikari.auto-commit", Boolean.class, true);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = target.getConnection();
            connection.setAutoCommit(autoCommit);
            taken.incrementAndGet();
            open.incrementAndGet();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close") && !connection.isClosed()) {
                            open.decrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
