package io.github.safemigration.replicas;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import io.github.safemigration.engine.workflow.MigrationService;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A process that migrates as it starts, says on its standard output what happened when, and ends. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    LiquibaseAutoConfiguration.class,
    MigrationAutoConfiguration.class
})
class Replica {

    /** What each line starts with that is meant for the test. */
    static final String MARK = "replica ";

    @Bean
    MigrationListener teller() {
        return event -> {
            if (event instanceof MigrationEvent.LockAwaited) {
                tell("waited", event.time().toEpochMilli());
            } else if (event instanceof MigrationEvent.ChangesetFinished) {
                tell("applied", event.time().toEpochMilli());
            } else if (event instanceof MigrationEvent.RunFinished) {
                tell("finished", event.time().toEpochMilli());
            }
        };
    }

    private static void tell(String what, long millis) {
        System.out.println(MARK + what + " " + millis);
    }

    public static void main(String[] arguments) {
        BufferingApplicationStartup steps = new BufferingApplicationStartup(16);
        steps.addFilter(step -> step.getName().equals("migration.start"));
        SpringApplication application = new SpringApplicationBuilder(Replica.class)
                .web(WebApplicationType.NONE)
                .build();
        application.setApplicationStartup(steps);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            steps.drainBufferedTimeline().getEvents().forEach(step -> {
                tell("asked", step.getStartTime().toEpochMilli());
                tell("migrated", step.getEndTime().toEpochMilli());
            });
            if (context.getBean(MigrationService.class)
                    .status("default")
                    .state()
                    .isReady()) {
                tell("ready", System.currentTimeMillis());
            }
        }
    }
}
