package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.util.Random;

/** Throws dice of its own. */
public class BadRandom {

    Random answer() {
        return new Random();
    }
}
