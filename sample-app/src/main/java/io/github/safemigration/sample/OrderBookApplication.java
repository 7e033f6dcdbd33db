package io.github.safemigration.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the order book. */
@SpringBootApplication
public class OrderBookApplication {

    /**
     * Starts the application.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        SpringApplication.run(OrderBookApplication.class, args);
    }
}
