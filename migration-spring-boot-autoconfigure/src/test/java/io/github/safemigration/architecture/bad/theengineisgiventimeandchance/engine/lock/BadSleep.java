package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

/** Sleeps by itself. */
public class BadSleep {

    void answer() throws InterruptedException {
        Thread.sleep(1);
    }
}
