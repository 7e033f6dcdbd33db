package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.integration.spring.Customizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A customizer that an application has for its Liquibase goes on working beside us. */
@DatabaseTest(perMethod = true)
class CustomizerTests {

    private final ChangelogFolder changelogs;
    private final ApplicationContextRunner application;

    CustomizerTests(@TempDir Path folder) {
        changelogs = new ChangelogFolder(folder);
        application = Twins.runner(changelogs).withPropertyValues("spring.liquibase.analytics-enabled=false");
    }

    @Test
    void itsListenerHearsEverythingAndOursToo(FreshDatabase database) {
        changelogs.sql(
                "--changeset ann:1\nCREATE TABLE ${table} (id int);",
                "--changeset ann:2\nALTER TABLE nobody ADD x int;");
        List<String> plain = heard(database, "migration.enabled=false");
        database.execute("DROP TABLE book, databasechangelog, databasechangeloglock");
        List<String> ours = heard(database, "migration.enabled=true");
        assertThat(ours).isEqualTo(plain).containsExactly("will 1", "ran 1", "will 2", "failed 2");
        assertThat(database.query("SELECT changeset_id || ' ' || outcome AS attempt FROM migration_history"))
                .extracting("attempt")
                .containsExactlyInAnyOrder("1 EXECUTED", "2 FAILED");
    }

    private List<String> heard(FreshDatabase database, String property) {
        Listening.HEARD.clear();
        application
                .withUserConfiguration(Listening.class)
                .withPropertyValues(database.properties())
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasFailed());
        return List.copyOf(Listening.HEARD);
    }

    @Test
    void twoOfThemFailTheStartAsTheyDoWithoutUs(FreshDatabase database) {
        changelogs.sql("--changeset ann:1\nCREATE TABLE book (id int);");
        for (String property : List.of("migration.enabled=false", "migration.enabled=true")) {
            application
                    .withUserConfiguration(Listening.class, Another.class)
                    .withPropertyValues(database.properties())
                    .withPropertyValues(property)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(NoUniqueBeanDefinitionException.class)
                            .hasMessageContaining("listening,another"));
        }
        assertThat(database.value("SELECT to_regclass('databasechangelog')")).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        private static final List<String> HEARD = new ArrayList<>();

        @Bean
        Customizer<Liquibase> listening() {
            return liquibase -> {
                liquibase.setChangeLogParameter("table", "book");
                liquibase.setChangeExecListener(new Listener());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Another {

        @Bean
        Customizer<Liquibase> another() {
            return liquibase -> {};
        }
    }

    private static final class Listener extends AbstractChangeExecListener {

        @Override
        public void willRun(
                ChangeSet changeset, DatabaseChangeLog changelog, Database database, ChangeSet.RunStatus status) {
            Listening.HEARD.add("will " + changeset.getId());
        }

        @Override
        public void ran(ChangeSet changeset, DatabaseChangeLog changelog, Database database, ChangeSet.ExecType type) {
            Listening.HEARD.add("ran " + changeset.getId());
        }

        @Override
        public void runFailed(
                ChangeSet changeset, DatabaseChangeLog changelog, Database database, @Nullable Exception exception) {
            Listening.HEARD.add("failed " + changeset.getId());
        }
    }
}
