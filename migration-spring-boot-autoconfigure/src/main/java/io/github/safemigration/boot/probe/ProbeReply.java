package io.github.safemigration.boot.probe;

import java.nio.charset.StandardCharsets;

/** One answer to a request. */
record ProbeReply(int status, String contentType, String body) {

    static final ProbeReply UP = actuator(200, "{\"status\":\"UP\"}");

    static final ProbeReply OUT_OF_SERVICE = actuator(503, "{\"status\":\"OUT_OF_SERVICE\"}");

    static final ProbeReply STARTING = problem("its database is being migrated or checked");

    static final ProbeReply HALTED = problem("the migration of its database has failed or waits");

    static ProbeReply actuator(int status, String body) {
        return new ProbeReply(status, "application/vnd.spring-boot.actuator.v3+json", body);
    }

    private static ProbeReply problem(String why) {
        return new ProbeReply(
                503,
                "application/problem+json",
                "{\"title\":\"Service Unavailable\",\"status\":503," + "\"detail\":\"The application is starting: "
                        + why + ".\"}");
    }

    boolean asksToRetry() {
        return STARTING.equals(this) || HALTED.equals(this);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
