package io.github.safemigration.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A tenant that cannot be migrated is told, and keeps none of the others from it. */
@DatabaseTest(perMethod = true)
class HundredTenantsTests {

    private static final String CHANGELOG = """
            --changeset ann:1
            create table book (id int);
            --changeset ann:2
            insert into book values (${number});
            """;

    @Test
    void twentyOfAHundredAreBroken(FreshDatabase database, @TempDir Path folder) {
        List<String> tenants = tenants(database, 100);
        List<String> broken =
                IntStream.range(0, 20).mapToObj(i -> tenants.get(i * 5)).toList();
        // Half of them already hold what the changelog creates; of the others a changeset was edited.
        for (int i = 0; i < broken.size(); i++) {
            database.execute("create table " + broken.get(i) + "." + (i % 2 == 0 ? "book" : "databasechangelog")
                    + " (nothing int)");
        }
        TestApplication application = application(folder, database, tenants, 8)
                .with("migration.readiness=any")
                .sql(CHANGELOG);

        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.status()).hasSize(100).allSatisfy(status -> assertThat(status.state())
                    .as(status.target())
                    .isEqualTo(
                            broken.contains(status.target().substring("shop.".length()))
                                    ? TargetState.FAILED
                                    : TargetState.UP_TO_DATE));
            assertThat(service.isReady()).isTrue();
        }
        for (String tenant : tenants) {
            assertThat(locks(database, tenant)).as(tenant).isEqualTo("0");
            if (!broken.contains(tenant)) {
                assertThat(database.value("select string_agg(id::text, ',') from " + tenant + ".book"))
                        .as(tenant)
                        .isEqualTo("7");
            }
        }
    }

    @Test
    void allOfThemAreToldWhereEachHasToBeReady(FreshDatabase database, @TempDir Path folder) {
        List<String> tenants = tenants(database, 6);
        database.execute("create table tenant_002.book (nothing int)", "create table tenant_005.book (nothing int)");

        Assertions.assertThatThrownBy(() ->
                        application(folder, database, tenants, 4).sql(CHANGELOG).start())
                .hasStackTraceContaining("In all 2 of 6 targets failed: 'shop.tenant_002', 'shop.tenant_005'");

        assertThat(tenants.stream().filter(tenant -> "2"
                        .equals(database.value("select count(*) from databasechangelog"
                                .replace("databasechangelog", tenant + ".databasechangelog")))))
                .containsExactly("tenant_001", "tenant_003", "tenant_004", "tenant_006");
    }

    @Test
    void eightAtOnceTakeLessTimeThanOne(FreshDatabase database, @TempDir Path folder) {
        List<String> tenants = tenants(database, 16);
        String sleeping = "--changeset ann:1\nselect pg_sleep(0.2);\n--changeset ann:2\nselect pg_sleep(0.2);\n";
        // So that neither of those measured is the one that loads the classes.
        start(application(folder, database, tenants.subList(0, 1), 1).sql("--changeset ann:0\nselect 1;\n"));

        Duration one =
                start(application(folder, database, tenants.subList(0, 8), 1).sql(sleeping));
        Duration eight =
                start(application(folder, database, tenants.subList(8, 16), 8).sql(sleeping));

        assertThat(eight.toMillis()).as("against %s", one).isLessThan(one.toMillis() * 7 / 10);
    }

    private static Duration start(TestApplication application) {
        Instant begin = Instant.now();
        try (ConfigurableApplicationContext context = application.start()) {
            assertThat(context.getBean(MigrationService.class).status())
                    .extracting(TargetStatus::state)
                    .containsOnly(TargetState.UP_TO_DATE);
        }
        return Duration.between(begin, Instant.now());
    }

    private static List<String> tenants(FreshDatabase database, int count) {
        List<String> tenants = IntStream.rangeClosed(1, count)
                .mapToObj("tenant_%03d"::formatted)
                .toList();
        database.execute(tenants.stream().map("create schema "::concat).toArray(String[]::new));
        return tenants;
    }

    private static TestApplication application(
            Path folder, FreshDatabase database, List<String> tenants, int parallelism) {
        return new TestApplication(folder, database)
                .with(
                        "spring.liquibase.enabled=false",
                        "spring.liquibase.parameters.number=7",
                        "migration.targets.shop.change-log=classpath:changelog.sql",
                        "migration.targets.shop.schemas=" + String.join(",", tenants),
                        "migration.parallelism=" + parallelism);
    }

    private static String locks(FreshDatabase database, String tenant) {
        return String.valueOf(
                database.value("select to_regclass('" + tenant + ".databasechangeloglock')") == null
                        ? "0"
                        : database.value("select count(*) from " + tenant + ".databasechangeloglock where locked"));
    }
}
