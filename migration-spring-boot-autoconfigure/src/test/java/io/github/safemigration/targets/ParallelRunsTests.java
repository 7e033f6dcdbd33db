package io.github.safemigration.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationResult;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Plain Liquibase 5.0.4 leaves 12 to 16 of these 24 locks taken. */
@DatabaseTest(perMethod = true)
class ParallelRunsTests {

    private static final List<String> SCHEMAS =
            IntStream.rangeClosed(1, 24).mapToObj("tenant_%02d"::formatted).toList();

    @RepeatedTest(5)
    void twentyFourTenantsOnEightThreadsGetWhatIsTheirs(FreshDatabase database, @TempDir Path folder) throws Exception {
        SCHEMAS.forEach(schema -> database.execute("CREATE SCHEMA " + schema));
        TestApplication application = new TestApplication(folder, database)
                .source(Tenants.class)
                .with("spring.liquibase.enabled=false", "migration.parallelism=8")
                .sql("--changeset ann:1\ncreate table book (id int);\n");
        try (ConfigurableApplicationContext context = application.start()) {
            application.sql("""
                    --changeset ann:1
                    create table book (id int);
                    --changeset ann:2
                    insert into book values (${number});
                    --changeset ann:3 runInTransaction:false
                    create index concurrently book_id on ${database.defaultSchemaName}.book (id);
                    """);
            MigrationService service = context.getBean(MigrationService.class);

            List<MigrationResult> results = migrate(service);

            assertThat(results).allMatch(result -> result.applied() == 2);
            assertThat(service.status())
                    .hasSize(24)
                    .extracting(TargetStatus::state)
                    .containsOnly(TargetState.UP_TO_DATE);
        }
        for (String schema : SCHEMAS) {
            assertThat(row(database, schema)).isEqualTo(Map.of("locked", 0L, "applied", 3L, "book", 7L, "runs", 2L));
        }
    }

    private static Map<String, Object> row(FreshDatabase database, String schema) {
        return database.query("select (select count(*) from %1$s.databasechangeloglock where locked) as locked,"
                        .concat(" (select count(*) from %1$s.databasechangelog) as applied,")
                        .concat(" (select sum(id) from %1$s.book) as book,")
                        .concat(" (select count(*) from %1$s.migration_run where outcome = 'SUCCEEDED') as runs")
                        .formatted(schema))
                .get(0);
    }

    private static List<MigrationResult> migrate(MigrationService service) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<MigrationResult>> runs = SCHEMAS.stream()
                    .<Callable<MigrationResult>>map(schema ->
                            () -> service.migrate(new MigrationRequest("tenants." + schema, RunTrigger.API, null)))
                    .toList();
            List<Future<MigrationResult>> results = threads.invokeAll(runs);
            return results.stream().map(ParallelRunsTests::get).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static MigrationResult get(Future<MigrationResult> result) {
        try {
            return result.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            tenants.setSchemas(SCHEMAS);
            tenants.setChangeLog("classpath:changelog.sql");
            tenants.setParameters(Map.of("number", "7"));
            return tenants;
        }
    }
}
