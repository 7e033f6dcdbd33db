package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.liquibase.actuate.endpoint.LiquibaseEndpoint;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseEndpointAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Boot's own endpoint, {@code /actuator/liquibase}, goes on listing what was run. */
@DatabaseTest(perMethod = true)
class LiquibaseEndpointTests {

    private final FreshDatabase database;
    private final ApplicationContextRunner application;

    LiquibaseEndpointTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        application = Twins.runner(new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);"))
                .withConfiguration(AutoConfigurations.of(LiquibaseEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=liquibase")
                .withPropertyValues(database.properties());
    }

    @Test
    void itListsTheChangesets() {
        assertItLists();
    }

    @Test
    void itListsThoseOfAConnectionOfTheirOwn() {
        assertItLists(
                "spring.liquibase.url=" + database.url(),
                "spring.liquibase.user=" + database.username(),
                "spring.liquibase.password=" + database.password());
    }

    private void assertItLists(String... properties) {
        application.withPropertyValues(properties).run(context -> {
            LiquibaseEndpoint endpoint = context.getBean(LiquibaseEndpoint.class);
            List<String> listed = endpoint.liquibaseBeans().getContexts().values().stream()
                    .flatMap(beans -> beans.getLiquibaseBeans().entrySet().stream())
                    .flatMap(bean -> bean.getValue().getChangeSets().stream()
                            .map(changeset -> bean.getKey() + ": " + changeset.getId()))
                    .toList();
            assertThat(listed).containsExactly("liquibase: 1");
        });
    }
}
