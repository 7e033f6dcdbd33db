package io.github.safemigration.campaign;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Schemas of tenants, migrated several at once, and by what plain Boot has for them. */
final class TenantFigures {

    private static final int THREADS = 8;
    private static final String TABLE = "--changeset campaign:1\ncreate table book (id int);\n";
    private static final String SLEEP =
            "--changeset campaign:1\nselect pg_sleep(0.2);\n--changeset campaign:2\nselect pg_sleep(0.2);\n";

    private final Path folder;

    TenantFigures(Path folder) {
        this.folder = folder;
    }

    void measure(Figures figures) throws Exception {
        String all = "80 migrated, 20 reported, 0 locked";
        String ours = broken();
        figures.add("4 100 tenants on 8 threads, 20 broken", ours, plainBroken(), all, ours.equals(all));
        // So that neither of those measured is the one that loads the classes.
        sleeping("migration.parallelism=1");
        Duration one = sleeping("migration.parallelism=1");
        Duration eight = sleeping("migration.parallelism=" + THREADS);
        Duration plain = sleeping("migration.enabled=false");
        double ratio = (double) eight.toMillis() / one.toMillis();
        figures.add(
                "4 16 tenants of 2 x 200 ms, 8 threads against 1",
                "%d / %d ms, %.2f".formatted(eight.toMillis(), one.toMillis(), ratio),
                plain.toMillis() + " ms, one after the other",
                "0.70",
                ratio <= 0.7);
        String parallel = parallel();
        figures.add("A8 24 tenants on 8 threads: locks left", parallel, plainParallel(), "0", parallel.equals("0"));
    }

    private String broken() {
        List<String> schemas = schemas(100);
        try (FreshDatabase database = withSchemas(schemas);
                ConfigurableApplicationContext context = application(database, schemas, TABLE)
                        .with("migration.readiness=any", "migration.parallelism=" + THREADS)
                        .start()) {
            long reported = context.getBean(MigrationService.class).status().stream()
                    .filter(status -> status.state() == TargetState.FAILED)
                    .count();
            return told(database, schemas, reported);
        }
    }

    private String plainBroken() {
        List<String> schemas = schemas(100);
        try (FreshDatabase database = withSchemas(schemas)) {
            long reported = 0;
            try (ConfigurableApplicationContext context = application(database, schemas, TABLE)
                    .with("migration.enabled=false")
                    .start()) {
                reported = context.isActive() ? 0 : 1;
            } catch (RuntimeException e) {
                reported = 1;
            }
            return told(database, schemas, reported);
        }
    }

    private static String told(FreshDatabase database, List<String> schemas, long reported) {
        long migrated = schemas.stream()
                .filter(schema -> "1".equals(inHistory(database, schema)))
                .count();
        return migrated + " migrated, " + reported + " reported, " + locked(database, schemas) + " locked";
    }

    private static String inHistory(FreshDatabase database, String schema) {
        return database.value("select to_regclass(?)", schema + ".databasechangelog") == null
                ? "0"
                : database.value("select count(*) from " + schema + ".databasechangelog") + "";
    }

    private static long locked(FreshDatabase database, List<String> schemas) {
        return schemas.stream()
                .filter(schema -> database.value("select to_regclass(?)", schema + ".databasechangeloglock") != null)
                .filter(schema -> !database.query("select 1 from " + schema + ".databasechangeloglock where locked")
                        .isEmpty())
                .count();
    }

    private Duration sleeping(String property) {
        List<String> schemas = schemas(16);
        try (FreshDatabase database = withSchemas(schemas)) {
            long asked = System.nanoTime();
            application(database, schemas, SLEEP).with(property).start().close();
            return Duration.ofNanos(System.nanoTime() - asked);
        }
    }

    private String parallel() {
        List<String> schemas = schemas(24);
        try (FreshDatabase database = withSchemas(schemas)) {
            application(database, schemas, SLEEP)
                    .with("migration.parallelism=" + THREADS)
                    .start()
                    .close();
            return locked(database, schemas) + "";
        }
    }

    private String plainParallel() throws Exception {
        List<String> schemas = schemas(24);
        try (FreshDatabase database = withSchemas(schemas);
                ConfigurableApplicationContext context = application(database, schemas, SLEEP)
                        .with("migration.enabled=false", "campaign.tenants-at-start=false")
                        .start()) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Callable<Boolean>> runs = schemas.stream()
                        .<Callable<Boolean>>map(schema -> () -> migrate(context, database, schema))
                        .toList();
                for (Future<Boolean> run : threads.invokeAll(runs)) {
                    run.get();
                }
            } finally {
                threads.shutdownNow();
            }
            return locked(database, schemas) + "";
        }
    }

    private static boolean migrate(ConfigurableApplicationContext context, FreshDatabase database, String schema)
            throws Exception {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setResourceLoader(context);
        liquibase.setDataSource(database.dataSource());
        liquibase.setDefaultSchema(schema);
        liquibase.setChangeLog("classpath:changelog.sql");
        liquibase.afterPropertiesSet();
        return true;
    }

    private TestApplication application(FreshDatabase database, List<String> schemas, String changesets) {
        return new TestApplication(folder, database)
                .source(Tenants.class)
                .with("spring.liquibase.enabled=false", "campaign.tenants=" + String.join(",", schemas))
                .sql(changesets);
    }

    private static List<String> schemas(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "tenant_%03d".formatted(number))
                .toList();
    }

    /** In every fifth of a hundred there is already what the changelog creates. */
    private static FreshDatabase withSchemas(List<String> schemas) {
        FreshDatabase database = TestDatabase.fresh();
        database.execute(schemas.stream().map("create schema "::concat).collect(Collectors.joining("; ")));
        if (schemas.size() == 100) {
            IntStream.range(0, 20)
                    .mapToObj(number -> "create table " + schemas.get(number * 5) + ".book (id int)")
                    .forEach(database::execute);
        }
        return database;
    }

    /** As people write it for plain Liquibase; the starter takes it over. */
    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource, Environment environment) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            boolean atStart = environment.getProperty("campaign.tenants-at-start", Boolean.class, true);
            tenants.setShouldRun(atStart);
            tenants.setSchemas(List.of(environment.getRequiredProperty("campaign.tenants", String[].class)));
            tenants.setChangeLog("classpath:changelog.sql");
            return tenants;
        }
    }
}
