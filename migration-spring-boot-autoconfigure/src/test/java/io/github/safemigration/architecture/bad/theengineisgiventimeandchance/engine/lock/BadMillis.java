package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

/** Asks the JVM for the time. */
public class BadMillis {

    long answer() {
        return System.currentTimeMillis();
    }
}
