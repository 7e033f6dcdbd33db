package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.util.UUID;

/** Throws dice for an id. */
public class BadId {

    UUID answer() {
        return UUID.randomUUID();
    }
}
