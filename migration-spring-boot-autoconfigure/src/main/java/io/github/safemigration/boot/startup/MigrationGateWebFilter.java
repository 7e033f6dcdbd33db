package io.github.safemigration.boot.startup;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps requests away from a reactive application until its targets are ready. */
public final class MigrationGateWebFilter implements WebFilter, Ordered {

    private final MigrationGate gate;
    private final NotReadyResponse notReady;

    /**
     * Creates the filter.
     *
     * @param gate knows who may pass
     * @param notReady what the others are told
     */
    public MigrationGateWebFilter(MigrationGate gate, NotReadyResponse notReady) {
        this.gate = gate;
        this.notReady = notReady;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return gate.lets(path) ? chain.filter(exchange) : refuse(exchange.getResponse());
    }

    private Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(NotReadyResponse.STATUS));
        response.getHeaders().set("Retry-After", notReady.retryAfterSeconds());
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().setContentType(MediaType.parseMediaType(NotReadyResponse.CONTENT_TYPE));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(notReady.body(gate.isHalted()))));
    }
}
