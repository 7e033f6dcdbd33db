package io.github.safemigration.sample;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the order book. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderBookApplication {

    /**
     * Starts the application.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        SpringApplication.run(OrderBookApplication.class, args);
    }

    // As exact as the database keeps it, so that an answer does not differ from the next one.
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
