package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.RunStop;
import io.github.safemigration.boot.startup.RunShutdown;
import io.github.safemigration.boot.startup.StartupHold;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What ends the runs of an application that is asked to stop. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigrationShutdownProperties.class)
class MigrationShutdownConfiguration {

    @Bean
    RunStop migrationRunStop() {
        return new RunStop();
    }

    @Bean
    RunShutdown migrationRunShutdown(RunStop stop, StartupHold hold, MigrationShutdownProperties properties) {
        return new RunShutdown(new Runs(stop), hold, properties.grace());
    }

    private record Runs(RunStop stop) implements RunShutdown.Runs {

        @Override
        public void endSoon() {
            stop.soon();
        }

        @Override
        public void endNow() {
            stop.now();
        }

        @Override
        public boolean awaitEnd(Duration patience) throws InterruptedException {
            return stop.awaitEnd(patience);
        }
    }
}
