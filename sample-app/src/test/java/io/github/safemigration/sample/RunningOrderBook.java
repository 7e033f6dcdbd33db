package io.github.safemigration.sample;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The order book, started as a user starts it, on a port of its own. */
final class RunningOrderBook implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final RestTestClient client;

    private RunningOrderBook(ConfigurableApplicationContext context) {
        this.context = context;
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    static RunningOrderBook start(String... properties) {
        String[] arguments = Stream.concat(Stream.of("server.port=0"), Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        return new RunningOrderBook(new SpringApplicationBuilder(OrderBookApplication.class).run(arguments));
    }

    ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    ResponseSpec post(String path, String json) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    ResponseSpec delete(String path) {
        return client.delete().uri(path).exchange();
    }

    long count(String table) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }
}
