package io.github.safemigration.adapter.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Files that a changeset names relative to the changelog it stands in. */
@DatabaseTest(perMethod = true)
class NamedFileTests {

    private TestApplication application;

    @BeforeEach
    void setUp(FreshDatabase database, @TempDir Path folder) {
        application = new TestApplication(folder, database)
                .file("db/master.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: ann
                            changes:
                            - sqlFile: {path: sql/one.sql, relativeToChangelogFile: true}
                        """)
                .file("db/sql/one.sql", "create table one (id int)")
                .with("spring.liquibase.change-log=classpath:db/master.yaml");
    }

    @Test
    void areShownInThePlan() {
        application.with("migration.startup=off");

        assertThat(plan()).singleElement().satisfies(changeset -> {
            assertThat(changeset.preview().statements()).containsExactly("create table one (id int)");
            assertThat(changeset.preview().opaque()).isEmpty();
        });
    }

    @Test
    void areRunOnceAndThenUpToDate(FreshDatabase database) {
        assertThat(plan()).isEmpty();
        assertThat(plan()).isEmpty();

        assertThat(database.value("SELECT to_regclass('one')")).isEqualTo("one");
        assertThat(database.value("SELECT count(*) FROM migration_run")).isEqualTo("1");
    }

    @Test
    void areSeenToHaveChanged() {
        assertThat(plan()).isEmpty();
        application.file("db/sql/one.sql", "create table other (id int)");

        assertThatThrownBy(this::plan).hasMessageContaining("db/master.yaml::1::ann");
    }

    private List<PendingChangeset> plan() {
        try (ConfigurableApplicationContext context = application.start()) {
            return context.getBean(MigrationService.class).plan("default").changesets();
        }
    }
}
