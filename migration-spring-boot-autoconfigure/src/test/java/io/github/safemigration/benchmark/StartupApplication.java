package io.github.safemigration.benchmark;

import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** A web application with a database, started again and again; says how long its JVM ran until it was ready. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class StartupApplication {

    static final String READY = "ready after ms ";

    /**
     * Starts, tells, ends.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(StartupApplication.class, args)) {
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println(READY + (System.currentTimeMillis() - started));
        }
    }
}
