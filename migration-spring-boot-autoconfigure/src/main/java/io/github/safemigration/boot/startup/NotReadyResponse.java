package io.github.safemigration.boot.startup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a client is told while the database is being migrated: 503 with a problem body (RFC 9457).
 *
 * @param retryAfter when to ask again
 */
public record NotReadyResponse(Duration retryAfter) {

    static final int STATUS = 503;
    static final String CONTENT_TYPE = "application/problem+json";

    private static final String BODY = """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"The application does not serve yet: its database is being migrated. Please try again later."}
            """;

    String retryAfterSeconds() {
        return Long.toString(Math.max(1, retryAfter.toSeconds()));
    }

    byte[] body() {
        return BODY.strip().getBytes(StandardCharsets.UTF_8);
    }
}
