package io.github.safemigration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;

@DatabaseTest(perMethod = true)
class BadInputTests {

    private FreshDatabase database;

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
    }

    @Test
    void changelogIsMissing() {
        Failure failure = failureOf(application.with("spring.liquibase.change-log=classpath:nowhere.yaml"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_MISSING);
        assertThat(failure.message()).contains("nowhere.yaml");
        assertThat(tables()).isEmpty();
    }

    @Test
    void changelogDoesNotParse() {
        Failure failure = failureOf(application
                .file(
                        "broken.xml",
                        "<databaseChangeLog>\n  <changeSet id=\"1\" author=\"ann\">\n</databaseChangeLog>\n")
                .with("spring.liquibase.change-log=classpath:broken.xml"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_UNREADABLE);
        assertThat(failure.location()).startsWith("broken.xml:");
        assertThat(tables()).isEmpty();
    }

    @Test
    void yamlDoesNotParse() {
        Failure failure = failureOf(application
                .file("broken.yaml", "databaseChangeLog:\n- changeSet:\n    id: 1\n   author: ann\n")
                .with("spring.liquibase.change-log=classpath:broken.yaml"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_UNREADABLE);
        assertThat(failure.location()).contains("broken.yaml:4");
        assertThat(tables()).isEmpty();
    }

    @Test
    void includeAllFindsNothing() {
        Failure failure = failureOf(application
                .file("master.yaml", "databaseChangeLog:\n- includeAll:\n    path: db/wrong\n")
                .with("spring.liquibase.change-log=classpath:master.yaml"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_MISSING);
        assertThat(failure.message()).contains("db/wrong");
        assertThat(tables()).isEmpty();
    }

    @Test
    void idsAreNotUnique() {
        Failure failure = failureOf(application.sql("""
                --changeset ann:1
                create table one (id int);
                --changeset ann:1
                create table two (id int);
                """));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_INVALID);
        assertThat(failure.message()).contains("changelog.sql::1::ann");
        assertThat(tables()).isEmpty();
    }

    @Test
    void appliedChangesetWasEdited() {
        application
                .sql("--changeset ann:1\ncreate table one (id int);\n")
                .start()
                .close();
        Failure failure = failureOf(application.sql("--changeset ann:1\ncreate table one (id bigint);\n"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHECKSUM_CHANGED);
        assertThat(failure.message()).contains("changelog.sql::1::ann", "stored 9:", "now 9:");
    }

    @Test
    void checksumIsOfAnotherAlgorithm() {
        application
                .sql("--changeset ann:1\ncreate table one (id int);\n")
                .start()
                .close();
        database.execute("update databasechangelog set md5sum = '7:00000000000000000000000000000000'");
        Failure failure = failureOf(application);

        assertThat(failure.kind()).isEqualTo(FailureKind.CHECKSUM_ALGORITHM_CHANGED);
    }

    @Test
    void changeTypeIsUnknown() {
        Failure failure = failureOf(
                application.file("changelog.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: ann
                            changes:
                            - createTabel:
                                tableName: one
                        """).with("spring.liquibase.change-log=classpath:changelog.yaml"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CHANGELOG_INVALID);
        assertThat(failure.message()).contains("createTabel");
        assertThat(tables()).isEmpty();
    }

    @Test
    void statementFailsHalfWay() {
        Failure failure = failureOf(application.sql("""
                --changeset ann:1
                create table one (id int);
                --changeset ann:2
                create table two (id int);
                insert into three values (1);
                """));

        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_SQL);
        assertThat(failure.sqlState()).isEqualTo("42P01");
        assertThat(Objects.requireNonNull(failure.changeset()).id()).isEqualTo("2");
        assertThat(failure.statement()).isEqualTo("insert into three values (1)");
        assertThat(tables())
                .containsExactlyInAnyOrder(
                        "one",
                        "databasechangelog",
                        "databasechangeloglock",
                        "migration_run",
                        "migration_history",
                        "migration_lock",
                        "migration_state",
                        "migration_statement",
                        "migration_version");
        assertThat(database.value("select outcome || sql_state || applied_after from migration_run"))
                .isEqualTo("FAILED42P011");
        assertThat(database.value("select statements from migration_history where outcome = 'FAILED'"))
                .contains("create table two", "insert into three");
    }

    @Test
    void databaseIsDown() {
        Failure failure = failureOf(application
                .sql("--changeset ann:1\nselect 1;\n")
                .with("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"));

        assertThat(failure.kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE);
    }

    @Test
    void passwordIsWrong() {
        FreshDatabase restricted = database.restricted("right");
        Failure failure = failureOf(application
                .sql("--changeset ann:1\nselect 1;\n")
                .with(restricted.properties())
                .with("spring.datasource.password=wrong-canary"));

        assertThat(failure.kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE);
        assertThat(failure.sqlState()).startsWith("28");
    }

    @Test
    void databaseTakesNoWrites() {
        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");
        Failure failure = failureOf(application.sql("--changeset ann:1\ncreate table one (id int);\n"));

        assertThat(failure.kind()).isEqualTo(FailureKind.DATABASE_READ_ONLY);
        assertThat(tables()).isEmpty();
    }

    @Test
    void rightsAreMissing() {
        database.execute("revoke create on schema public from public");
        FreshDatabase restricted = database.restricted("secret");
        Failure failure = failureOf(application
                .sql("--changeset ann:1\ncreate table one (id int);\n")
                .with(restricted.properties()));

        assertThat(failure.kind()).isEqualTo(FailureKind.RIGHTS_MISSING);
        assertThat(failure.sqlState()).isEqualTo("42501");
        assertThat(tables()).isEmpty();
    }

    @Test
    void lockIsHeldBySomebodyElse() {
        application.sql("--changeset ann:1\nselect 1;\n").start().close();
        database.execute("update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'pod-7'");
        System.setProperty("liquibase.changelogLockWaitTimeInMinutes", "0");
        try {
            Failure failure =
                    failureOf(application.sql("--changeset ann:1\nselect 1;\n--changeset ann:2\nselect 2;\n"));

            assertThat(failure.kind()).isEqualTo(FailureKind.LOCK_HELD);
            assertThat(failure.message()).contains("pod-7", "since");
        } finally {
            System.clearProperty("liquibase.changelogLockWaitTimeInMinutes");
        }
    }

    @Test
    void preconditionSaysNo() {
        Failure failure = failureOf(application.sql("""
                --changeset ann:1
                --preconditions onFail:HALT
                --precondition-sql-check expectedResult:1 select 0
                create table one (id int);
                """));

        assertThat(failure.kind()).isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(Objects.requireNonNull(failure.changeset()).id()).isEqualTo("1");
    }

    private static Failure failureOf(TestApplication application) {
        Throwable thrown = catchThrowable(() -> application.start().close());
        assertThat(thrown).as("the start must fail").isNotNull();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof MigrationException e) {
                return e.failure();
            }
        }
        throw new AssertionError("No MigrationException", NestedExceptionUtils.getMostSpecificCause(thrown));
    }

    private List<String> tables() {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }
}
