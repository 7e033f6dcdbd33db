package io.github.safemigration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@DatabaseTest(perMethod = true)
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    private static final String CANARY = "canary-9f3b";

    private static final String CHANGELOG = """
            --changeset ann:1
            create table account (id int, token text);
            insert into account values (1, '${api-token}');
            --rollback delete from account where token = '${api-token}'; drop table account;
            --changeset ann:2
            create role ${role} login password 'literal-canary-77';
            --rollback drop role ${role};
            """;

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        FreshDatabase owner = fresh.restricted(CANARY, "alter role %s superuser");
        application = new TestApplication(folder, owner)
                .with(
                        "spring.liquibase.parameters.api-token=" + CANARY,
                        "spring.liquibase.parameters.role=role_" + fresh.name(),
                        "logging.level.root=debug",
                        "logging.level.liquibase=trace",
                        "logging.level.io.github.safemigration=trace");
    }

    @Test
    void appearInNoLogLinePlanOrHistoryRow(CapturedOutput output) {
        int earlier = output.getAll().length();
        application.sql(CHANGELOG);
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            assertNoSecret(
                    context.getBean(MigrationService.class).plan("default").toString());
        }
        application.with("migration.startup=blocking").start().close();
        try {
            assertNoSecret(history());
            assertThat(history()).contains("******");
            assertThat(database.value("select token from account")).isEqualTo(CANARY);
            assertNoSecret(output.getAll().substring(earlier));
        } finally {
            database.execute("drop role role_" + database.name());
        }
    }

    @Test
    void appearInNoFailure(CapturedOutput output) {
        int earlier = output.getAll().length();
        application.sql("""
                --changeset ann:1
                create role nobody login password 'literal-canary-77' nonsense;
                """);
        Throwable thrown = catchThrowable(() -> application.start().close());

        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertNoSecret(trace.toString());
        assertNoSecret(history());
        assertNoSecret(output.getAll().substring(earlier));
    }

    private String history() {
        List<String> rows = database.jdbc()
                .sql("select row_to_json(r)::text from migration_run r"
                        + " union all select row_to_json(h)::text from migration_history h")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty();
        return String.join("\n", rows);
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(CANARY).doesNotContain("literal-canary-77");
    }
}
