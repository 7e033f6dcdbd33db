package io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.autoconfigure;

import io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.health.Health;

/** Puts the ways to talk together. */
public class GoodWiring {

    final Health health;

    GoodWiring(Health health) {
        this.health = health;
    }
}
