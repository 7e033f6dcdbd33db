package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Snapshot;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** One application run twice, as Spring Boot runs it and as we do, each on a database of its own. */
final class Twins implements AutoCloseable {

    private final ChangelogFolder changelogs;
    private final FreshDatabase plain = TestDatabase.fresh();
    private final FreshDatabase ours = TestDatabase.fresh();
    private UnaryOperator<ApplicationContextRunner> application = UnaryOperator.identity();

    Twins(Path folder) {
        changelogs = new ChangelogFolder(folder);
    }

    ChangelogFolder changelogs() {
        return changelogs;
    }

    FreshDatabase plain() {
        return plain;
    }

    FreshDatabase ours() {
        return ours;
    }

    void execute(String... statements) {
        plain.execute(statements);
        ours.execute(statements);
    }

    /** Adds to the application. */
    void with(UnaryOperator<ApplicationContextRunner> addition) {
        application = addition;
    }

    /** Starts the application on each of the databases, and stops it. */
    void start(String... properties) {
        start(database -> properties);
    }

    void start(Function<FreshDatabase, String[]> properties) {
        startPlain(properties.apply(plain));
        startOurs(properties.apply(ours));
    }

    void startPlain(String... properties) {
        run(plain, Stream.concat(Stream.of("migration.enabled=false"), Stream.of(properties)));
    }

    void startOurs(String... properties) {
        run(ours, Stream.of(properties));
    }

    private void run(FreshDatabase database, Stream<String> properties) {
        application
                .apply(runner(changelogs))
                .withPropertyValues("spring.liquibase.analytics-enabled=false")
                .withPropertyValues(database.properties())
                .withPropertyValues(properties.toArray(String[]::new))
                .run(context -> assertThat(context).hasNotFailed());
    }

    static ApplicationContextRunner runner(ChangelogFolder changelogs) {
        return new ApplicationContextRunner()
                .withClassLoader(changelogs.classLoader())
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=2")
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        LiquibaseAutoConfiguration.class,
                        MigrationAutoConfiguration.class));
    }

    /** The databases hold the same, and the run of ours is in our history. */
    void areEqual() {
        assertThat(Snapshot.of(ours)).isEqualTo(Snapshot.of(plain));
    }

    @Override
    public void close() {
        ours.close();
        plain.close();
    }
}
