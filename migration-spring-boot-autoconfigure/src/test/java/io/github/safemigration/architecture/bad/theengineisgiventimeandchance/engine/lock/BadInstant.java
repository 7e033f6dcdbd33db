package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.time.Instant;

/** Asks the JVM for the time. */
public class BadInstant {

    Instant answer() {
        return Instant.now();
    }
}
