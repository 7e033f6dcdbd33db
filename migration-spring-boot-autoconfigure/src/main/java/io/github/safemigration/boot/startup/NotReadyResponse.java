package io.github.safemigration.boot.startup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a client is told before the database is migrated: 503 with a problem body (RFC 9457).
 *
 * @param retryAfter when to ask again: {@code migration.retry-after}
 */
public record NotReadyResponse(Duration retryAfter) {

    static final int STATUS = 503;
    static final String CONTENT_TYPE = "application/problem+json";

    private static final String BODY = """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"The application does not serve yet: %s. Please try again later."}
            """;

    private static final String UNDER_WAY = "its database is being migrated or checked";

    private static final String HALTED =
            "the migration of its database has failed or waits, see the actuator's endpoint migrations";

    /**
     * How the header {@code Retry-After} says it, here and wherever else the application asks to come back.
     *
     * @return whole seconds, rounded down, at least 1
     */
    public String retryAfterSeconds() {
        return Long.toString(Math.max(1, retryAfter.toSeconds()));
    }

    byte[] body(boolean halted) {
        return BODY.formatted(halted ? HALTED : UNDER_WAY).strip().getBytes(StandardCharsets.UTF_8);
    }
}
