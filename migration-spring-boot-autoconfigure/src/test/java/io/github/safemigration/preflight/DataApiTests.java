package io.github.safemigration.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** On a hosted PostgreSQL: roles of a generated data API, and schemas that belong to the platform. */
@DatabaseTest(perMethod = true)
class DataApiTests {

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        database.execute(
                "create role anon",
                "create role supabase_admin",
                "grant usage on schema public to anon",
                "alter default privileges grant all on tables to anon",
                "create schema auth authorization supabase_admin",
                "create table auth.users (id int)");
        application = new TestApplication(folder, fresh).sql("--changeset ann:1\ncreate table book (id int);\n");
    }

    @AfterEach
    void dropRoles() {
        database.execute(
                "drop owned by anon",
                "alter default privileges revoke all on tables from anon",
                "drop role anon",
                "drop owned by supabase_admin cascade",
                "drop role supabase_admin");
    }

    @Test
    void ourTablesAreNotReachableThroughItAndLiquibasesAreTold() {
        application.start().close();

        assertThat(database.query("select relname from pg_class where relname like 'migration\\_%' and relkind = 'r'"
                        + " and (not relrowsecurity or has_table_privilege('anon', oid, 'select'))"))
                .isEmpty();
        assertThat(database.value("select count(*) from migration_history")).isEqualTo("1");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            assertThat(context.getBean(MigrationService.class)
                            .preflight("default")
                            .checks())
                    .filteredOn(check -> check.name().equals("data-api"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.message())
                            .contains("databasechangelog by anon")
                            .doesNotContain("migration_run"));
        }
    }

    @Test
    void whatBelongsToThePlatformIsNotPartOfTheCatalog() {
        application.start().close();
        String before = catalog();

        database.execute("create table auth.sessions (id int)");

        assertThat(catalog()).isEqualTo(before);
        database.execute("create schema shop");
        assertThat(catalog()).isNotEqualTo(before);
    }

    private String catalog() {
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            return String.valueOf(context.getBean(MigrationService.class)
                    .plan("default")
                    .current()
                    .catalogHash());
        }
    }
}
