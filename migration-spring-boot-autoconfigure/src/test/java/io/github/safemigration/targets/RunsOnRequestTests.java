package io.github.safemigration.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.boot.startup.MigrationTenants;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.DocumentedFields;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.HttpAnswer;
import io.github.safemigration.testsupport.RunningApplication;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

@DatabaseTest(perMethod = true)
class RunsOnRequestTests {

    private static final String RUNS = "/actuator/migrations/runs";

    private final FreshDatabase database;

    RunsOnRequestTests(FreshDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void create() {
        database.execute("create schema tenant_acme", "create table if not exists public.known (id int)");
    }

    @Test
    void aTenantThatWasAddedIsMigrated() throws IOException {
        try (RunningApplication shop = start("unrestricted")) {
            database.execute("create schema tenant_umbrella");

            HttpAnswer answer = shop.post(RUNS, body("shop.tenant_umbrella"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(DocumentedFields.fieldsOf(answer.json(), Set.of()))
                    .isEqualTo(DocumentedFields.of("docs/endpoints.md").fields("Start a run"));
            String location = answer.at("/location").asString();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            shop.get(location).at("/targets/0/state").asString().equals("UP_TO_DATE"));
            assertThat(shop.get(location).at("/targets/0/lastRun/trigger").asString())
                    .isEqualTo("ENDPOINT");
        }
        assertThat(database.value("select count(*) from tenant_umbrella.databasechangelog"))
                .isNotEqualTo("0");
    }

    @Test
    void aRunThatIsGoingOnIsAConflict() throws Exception {
        try (RunningApplication shop = start("unrestricted");
                var other = database.dataSource().getConnection();
                var statement = other.createStatement()) {
            database.execute("create schema tenant_umbrella", "create schema tenant_other");
            // Plain Liquibase elsewhere holds the lock, so that the run waits.
            statement.execute("create table tenant_umbrella.databasechangeloglock (id int primary key, locked boolean"
                    + " not null, lockgranted timestamp, lockedby varchar(255))");
            statement.execute("insert into tenant_umbrella.databasechangeloglock values (1, true, now(), 'pod-7')");

            assertThat(shop.post(RUNS, body("shop.tenant_umbrella")).status()).isEqualTo(202);
            HttpAnswer second = shop.post(RUNS, body("shop.tenant_umbrella"));
            assertThat(second.status()).as(second.body()).isEqualTo(409);
            assertThat(second.contentType()).isEqualTo("application/problem+json");
            assertThat(shop.post(RUNS, body("shop.tenant_other")).status()).isEqualTo(202);
            assertThat(shop.post(RUNS, body("shop.nobody")).status()).isEqualTo(404);
            assertThat(shop.post(RUNS, "{}").status()).isEqualTo(400);
            assertThat(shop.get("/actuator/health/readiness").status()).isEqualTo(200);

            statement.execute("update tenant_umbrella.databasechangeloglock set locked = false, lockedby = null");
            MigrationService service = shop.bean(MigrationService.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> service.status().stream()
                    .allMatch(status -> status.state() == TargetState.UP_TO_DATE));
        }
    }

    @Test
    void nothingIsStartedUnlessThatIsPermitted() {
        try (RunningApplication shop = start("read-only")) {
            assertThat(shop.post(RUNS, body("shop.tenant_acme")).status()).isEqualTo(405);
        }
    }

    private static String body(String target) {
        return "{\"target\":\"" + target + "\"}";
    }

    private RunningApplication start(String access) {
        return RunningApplication.servlet(
                Shop.class,
                database,
                "spring.liquibase.change-log=classpath:changelogs/small.sql",
                "migration.targets.shop.tenants=schemas",
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.migrations.access=" + access);
    }

    @EnableAutoConfiguration
    static class Shop {

        @Bean
        MigrationTenants schemas() {
            return connection -> {
                List<String> names = new ArrayList<>();
                try (Statement statement = connection.createStatement();
                        ResultSet found = statement.executeQuery(
                                "select nspname from pg_namespace where nspname like 'tenant%' order by 1")) {
                    while (found.next()) {
                        names.add(found.getString(1));
                    }
                }
                return names;
            };
        }
    }
}
