package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.security.SecureRandom;

/** Throws dice of its own. */
public class BadSecret {

    SecureRandom answer() {
        return new SecureRandom();
    }
}
