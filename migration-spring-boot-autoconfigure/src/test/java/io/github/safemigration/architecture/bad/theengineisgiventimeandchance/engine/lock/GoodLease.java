package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.time.Clock;
import java.time.Instant;

/** Asks the clock that it was given. */
public class GoodLease {

    Instant answer(Clock clock) {
        return Instant.now(clock);
    }
}
