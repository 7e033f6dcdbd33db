package io.github.safemigration.campaign;

import io.github.safemigration.boot.autoconfigure.MigrationAutoConfiguration;
import io.github.safemigration.engine.event.MigrationEvent;
import io.github.safemigration.engine.event.MigrationListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A process that migrates as it starts, one or several contexts at once, and says what happened when. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    LiquibaseAutoConfiguration.class,
    MigrationAutoConfiguration.class
})
class Pod {

    /** What each line starts with that is meant for the test. */
    static final String MARK = "pod ";

    /** How many contexts start at once. */
    static final String CONTEXTS = "campaign.contexts";

    @Bean
    MigrationListener teller() {
        return event -> {
            if (event instanceof MigrationEvent.LockTaken taken) {
                tell("tried", taken.time().minus(taken.waited()).toEpochMilli());
            } else if (event instanceof MigrationEvent.LockAwaited) {
                tell("waited");
            } else if (event instanceof MigrationEvent.ChangesetStarted) {
                tell("started");
            } else if (event instanceof MigrationEvent.ChangesetFinished) {
                tell("applied");
            }
        };
    }

    private static void tell(String what) {
        tell(what, System.currentTimeMillis());
    }

    private static void tell(String what, long millis) {
        System.out.println(MARK + what + " " + millis);
    }

    public static void main(String[] arguments) throws InterruptedException {
        tell("born");
        List<Thread> contexts = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger(CONTEXTS, 1); i++) {
            contexts.add(new Thread(() -> start(arguments), "context-" + i));
        }
        contexts.forEach(Thread::start);
        for (Thread context : contexts) {
            context.join();
        }
    }

    private static void start(String[] arguments) {
        tell("asked");
        try (ConfigurableApplicationContext context =
                application().registerShutdownHook(true).run(arguments)) {
            tell(context.isActive() ? "ready" : "failed");
        } catch (RuntimeException e) {
            tell("failed");
        }
    }

    /** {@return what the process consists of, to be started here as well} */
    static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Pod.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false);
    }
}
