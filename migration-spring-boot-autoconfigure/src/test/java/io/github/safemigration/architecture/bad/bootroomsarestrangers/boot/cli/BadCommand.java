package io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.cli;

import io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.health.Health;

/** A way to talk that leans on another. */
public class BadCommand {

    final Health health;

    BadCommand(Health health) {
        this.health = health;
    }
}
