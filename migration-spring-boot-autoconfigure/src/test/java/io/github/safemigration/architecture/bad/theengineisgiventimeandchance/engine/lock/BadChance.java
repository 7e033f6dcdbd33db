package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.util.concurrent.ThreadLocalRandom;

/** Throws the dice of its thread. */
public class BadChance {

    int answer() {
        return ThreadLocalRandom.current().nextInt();
    }
}
