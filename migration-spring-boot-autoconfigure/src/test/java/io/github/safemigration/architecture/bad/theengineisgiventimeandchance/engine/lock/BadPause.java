package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.util.concurrent.TimeUnit;

/** Sleeps by itself. */
public class BadPause {

    void answer() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }
}
