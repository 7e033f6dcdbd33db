package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What plain Liquibase applied is taken into the history at the first run of ours, with how it is undone. */
@DatabaseTest(perMethod = true)
class AdoptionTests {

    private static final String ONE = """
            --changeset ann:1
            create table one (id int);
            --rollback drop table one;
            """;
    private static final String TWO = "--changeset ann:2\ncreate table two (id int);\n";
    private static final String THREE = "--changeset ann:3\ncreate table three (id int);\n";

    private FreshDatabase database;
    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase fresh, @TempDir Path folder) {
        database = fresh;
        application = new TestApplication(folder, fresh);
    }

    @Test
    void theyStandInTheHistoryWithTheirRollback() {
        plainly(ONE + TWO);

        application.sql(ONE + TWO + THREE).start().close();

        assertThat(database.query("select h.changeset_id, h.rollback_kind, h.rollback_statements, h.statements,"
                        + " h.checksum = d.md5sum as same from migration_history h join migration_run r on r.id = h.run_id"
                        + " join databasechangelog d on d.id = h.changeset_id"
                        + " where r.kind = 'ADOPTION' and r.outcome = 'SUCCEEDED' and h.outcome = 'ADOPTED'"
                        + " order by h.position"))
                .hasToString("[{changeset_id=1, rollback_kind=WRITTEN, rollback_statements=drop table one,"
                        + " statements=null, same=true}, {changeset_id=2, rollback_kind=NONE, rollback_statements=null,"
                        + " statements=null, same=true}]");
        assertThat(database.value("select to_regclass('one')::text"))
                .as("nothing is undone")
                .isEqualTo("one");
    }

    @Test
    void thatHappensOnceAndOnlyWhenThereIsARunToMake() {
        plainly(ONE);
        application.sql(ONE).start().close();
        assertThat(database.value("select to_regclass('migration_run')")).isNull();

        application.sql(ONE + TWO).start().close();
        try (ConfigurableApplicationContext context =
                application.sql(ONE + TWO + THREE).start()) {
            assertThat(context.getBean(MigrationService.class)
                            .history("default", 0, 10)
                            .runs())
                    .extracting(run -> run.kind())
                    .containsExactly(RunKind.MIGRATION, RunKind.MIGRATION, RunKind.ADOPTION);
        }
    }

    @Test
    void whatAnOperatorDidBeforeTheFirstRunIsNoRun() {
        plainly(ONE);
        database.execute("update databasechangeloglock set locked = true, lockgranted = now(),"
                + " lockedby = 'pod-7 (10.1.2.3)'");
        try (ConfigurableApplicationContext context =
                application.sql(ONE + TWO).with("migration.startup=off").start()) {
            context.getBean(MigrationService.class)
                    .releaseLock(new MigrationRequest("default", RunTrigger.API, "ops", "pod-7 was evicted"));
        }

        application.sql(ONE + TWO).with("migration.startup=blocking").start().close();

        assertThat(database.value("select string_agg(kind, ',' order by started_at) from migration_run"))
                .isEqualTo("LOCK_RELEASE,ADOPTION,MIGRATION");
    }

    @Test
    void threeThousandAreTakenInOneBatch() {
        String many = IntStream.rangeClosed(1, 3000)
                .mapToObj(i -> "--changeset ann:m" + i + "\nselect " + i + ";\n--rollback select " + i + ";\n")
                .collect(Collectors.joining());
        plainly(ONE);
        database.execute("insert into databasechangelog select 'm' || i, author, filename, dateexecuted, i + 1,"
                + " 'EXECUTED', null from databasechangelog, generate_series(1, 3000) i");

        application.sql(ONE + many + THREE).start().close();

        assertThat(database.value("select count(*) from migration_history where outcome = 'ADOPTED'"
                        + " and rollback_statements is not null"))
                .isEqualTo("3001");
    }

    private void plainly(String changelog) {
        application.with("migration.enabled=false").sql(changelog).start().close();
        application.with("migration.enabled=true");
    }
}
