package io.github.safemigration.adapter.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@DatabaseTest(perMethod = true)
class LiquibaseTrapTests {

    private static final String TABLE = "--changeset ann:1\ncreate table customer (id int primary key);\n";

    private static final MigrationRequest RUN = new MigrationRequest("default", RunTrigger.API, null);

    private Path folder;

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path temporary) {
        folder = temporary;
        database = fresh;
        application = new TestApplication(folder, database);
    }

    @Test
    void runsAgainWhenSomebodyElseHasEmptiedTheDatabaseMeanwhile() {
        try (ConfigurableApplicationContext context = application.sql(TABLE).start()) {
            database.execute("drop table customer", "truncate databasechangelog");

            context.getBean(MigrationService.class).migrate(RUN);

            assertThat(database.value("select count(*) from customer")).isEqualTo("0");
        }
    }

    @Test
    void planningCreatesNoTable() {
        application
                .file("db/more.sql", "--liquibase formatted sql\n--changeset ann:2\ncreate table more (id int);\n")
                .file("master.yaml", "databaseChangeLog:\n- include:\n    file: db/more.sql\n");
        try (ConfigurableApplicationContext context = application
                .with("spring.liquibase.change-log=classpath:master.yaml", "migration.startup=off")
                .start()) {
            MigrationPlan plan = context.getBean(MigrationService.class).plan("default");

            assertThat(plan.changesets()).hasSize(1);
            assertThat(database.value("select count(*) from pg_tables where schemaname = 'public'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void planShowsTheChecksumThatTheRunRecords() {
        application.file("changelog.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="1" author="ann">
                    <sql dbms="postgresql">create table only_here (id int)</sql>
                    <sql dbms="h2">create table only_there (id int)</sql>
                  </changeSet>
                </databaseChangeLog>
                """);
        try (ConfigurableApplicationContext context = application
                .with("spring.liquibase.change-log=classpath:changelog.xml", "migration.startup=off")
                .start()) {
            MigrationService service = context.getBean(MigrationService.class);
            MigrationPlan plan = service.plan("default");
            service.migrate(RUN);

            assertThat(plan.changesets().get(0).checksum())
                    .isEqualTo(database.value("select md5sum from databasechangelog"));
            assertThat(plan.changesets().get(0).preview().statements())
                    .containsExactly("create table only_here (id int)");
        }
    }

    @Test
    void planningExecutesNeitherCustomChangesNorShellCommands() {
        Path trace = folder.resolve("trace");
        application.file(
                "changelog.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="1" author="ann">
                    <customChange class="%s"/>
                    <rollback><customChange class="%s"/></rollback>
                  </changeSet>
                  <changeSet id="2" author="ann">
                    <executeCommand executable="touch"><arg value="%s"/></executeCommand>
                  </changeSet>
                </databaseChangeLog>
                """.formatted(TracingChange.class.getName(), TracingChange.class.getName(), trace));
        TracingChange.EXECUTIONS.set(0);
        try (ConfigurableApplicationContext context = application
                .with("spring.liquibase.change-log=classpath:changelog.xml", "migration.startup=off")
                .start()) {
            MigrationService service = context.getBean(MigrationService.class);
            MigrationPlan plan = service.plan("default");

            assertThat(TracingChange.EXECUTIONS).hasValue(0);
            assertThat(trace).doesNotExist();
            assertThat(plan.changesets().get(0).preview().opaque())
                    .containsExactly("custom change " + TracingChange.class.getName());
            assertThat(plan.changesets().get(1).preview().opaque()).containsExactly("shell command touch");

            service.migrate(RUN);
            assertThat(TracingChange.EXECUTIONS).hasValue(1);
            assertThat(trace).exists();
        }
    }

    @Test
    void rollbackFileIsWrittenWithoutExecutingCustomChanges() throws Exception {
        application.file("changelog.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="1" author="ann">
                    <createTable tableName="undoable"><column name="id" type="int"/></createTable>
                    <rollback>
                      <customChange class="%s"/>
                      <dropTable tableName="undoable"/>
                    </rollback>
                  </changeSet>
                </databaseChangeLog>
                """.formatted(TracingChange.class.getName()));
        TracingChange.EXECUTIONS.set(0);
        Path file = folder.resolve("rollback.sql");
        application
                .with("spring.liquibase.change-log=classpath:changelog.xml", "spring.liquibase.rollback-file=" + file)
                .start()
                .close();

        assertThat(TracingChange.EXECUTIONS).hasValue(0);
        assertThat(Files.readString(file)).contains("DROP TABLE public.undoable");
    }

    @Test
    void eachRunHasItsOwnDeploymentId() {
        application.sql(TABLE).start().close();
        application
                .sql(TABLE + "\n--changeset ann:2\nalter table customer add name text;\n")
                .start()
                .close();

        assertThat(database.value("select count(distinct deployment_id) from databasechangelog"))
                .isEqualTo("2");
    }

    @Test
    void editedFileOfARollbackOrLobDoesNotCountAsEdited() {
        String changelog = """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: ann
                    changes:
                    - createTable:
                        tableName: page
                        columns:
                        - column: { name: id, type: int }
                        - column: { name: body, type: clob }
                    - insert:
                        tableName: page
                        columns:
                        - column: { name: id, valueNumeric: 1 }
                        - column: { name: body, valueClobFile: body.txt }
                    rollback:
                    - sqlFile: { path: undo.sql }
                """;
        application
                .file("changelog.yaml", changelog)
                .file("body.txt", "first")
                .file("undo.sql", "drop table page")
                .with("spring.liquibase.change-log=classpath:changelog.yaml");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=off").start()) {
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.plan("default").changesets().get(0).preview().opaque())
                    .as("a file that is read only when it runs is told as not known")
                    .isNotEmpty();
            service.migrate(RUN);
        }
        application.file("body.txt", "second").file("undo.sql", "drop table if exists page");
        try (ConfigurableApplicationContext context =
                application.with("migration.startup=blocking").start()) {
            assertThat(context.getBean(MigrationService.class).status("default").state())
                    .isEqualTo(TargetState.UP_TO_DATE);
        }
    }

    @Test
    void leavesNoTransactionOpenWhileItParses() {
        application
                .file("db/slow.sql", "--liquibase formatted sql\n--changeset ann:1\nselect 1;\n")
                .file("master.yaml", "databaseChangeLog:\n- include:\n    file: db/slow.sql\n");
        IdleWatchParser.watch(database);
        try {
            application
                    .with("spring.liquibase.change-log=classpath:master.yaml")
                    .start()
                    .close();
        } finally {
            IdleWatchParser.stop();
        }

        assertThat(IdleWatchParser.seen()).isPositive();
        assertThat(IdleWatchParser.idleInTransaction()).isZero();
    }

    @Test
    void aLookAtADatabaseLeavesNothingBehindInTheJvm() throws ReflectiveOperationException {
        application.sql("--changeset ann:1\nselect 1;\n");
        int before = remembered().size();
        try (ConfigurableApplicationContext context = application.start()) {
            MigrationService service = context.getBean(MigrationService.class);
            for (int i = 0; i < 5; i++) {
                service.check("default");
                service.plan("default");
                service.lockHolder("default");
            }
        }
        assertThat(remembered()).hasSize(before);
    }

    private static Map<?, ?> remembered() throws ReflectiveOperationException {
        Field services = ChangeLogHistoryServiceFactory.class.getDeclaredField("services");
        services.setAccessible(true);
        return (Map<?, ?>) services.get(Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class));
    }

    @Test
    void leavesTheScopeOfTheThreadAsItWas() {
        String before = Scope.getCurrentScope().describe();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(
                        () -> application.sql("--changeset ann:1\nnonsense;\n").start());

        assertThat(Scope.getCurrentScope().describe()).isEqualTo(before);
        assertThat(database.value("select count(*) from databasechangeloglock where locked"))
                .isEqualTo("0");
    }
}
