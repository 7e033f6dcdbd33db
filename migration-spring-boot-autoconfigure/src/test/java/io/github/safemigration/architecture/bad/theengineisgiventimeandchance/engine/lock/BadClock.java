package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.time.Clock;

/** Takes a clock by itself. */
public class BadClock {

    Clock answer() {
        return Clock.systemUTC();
    }
}
