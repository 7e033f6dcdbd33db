package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

/** Throws dice. */
public class BadDice {

    double answer() {
        return Math.random();
    }
}
