package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.RunningApplication;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a changelog of three changesets, {@code small.sql}, and one page. */
@SpringBootConfiguration
@EnableAutoConfiguration
class SmallApplication {

    static RunningApplication start(FreshDatabase database, String... properties) {
        return RunningApplication.servlet(SmallApplication.class, database, all(properties));
    }

    static RunningApplication startReactive(FreshDatabase database, String... properties) {
        return RunningApplication.reactive(SmallApplication.class, database, all(properties));
    }

    private static String[] all(String... properties) {
        return Stream.concat(
                        Stream.of(
                                "spring.liquibase.change-log=classpath:changelogs/small.sql",
                                "spring.application.name=items"),
                        Stream.of(properties))
                .toArray(String[]::new);
    }

    /** Runs what is pending, after the last changeset was made pending again. */
    static void runTheLastAgain(RunningApplication application, FreshDatabase database) {
        database.execute("DELETE FROM databasechangelog WHERE id = '3-fill-item'", "DELETE FROM item");
        application.bean(MigrationService.class).migrate(new MigrationRequest("default", RunTrigger.API, null));
    }

    @RestController
    static class Items {

        @GetMapping("/items")
        String items() {
            return "one";
        }
    }
}
