package io.github.safemigration.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.util.StringUtils;

/** Starts the order book on a PostgreSQL from Docker: {@code mvn -pl sample-app -am spring-boot:test-run}. */
final class TestOrderBookApplication {

    private TestOrderBookApplication() {}

    public static void main(String[] args) {
        SpringApplication.from(OrderBookApplication::main)
                .with(ContainersConfiguration.class)
                .run(StringUtils.addStringToArray(args, "--sample.database.embedded=false"));
    }
}
