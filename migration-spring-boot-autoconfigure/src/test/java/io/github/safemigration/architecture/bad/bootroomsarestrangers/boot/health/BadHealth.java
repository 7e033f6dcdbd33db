package io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.health;

import io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.autoconfigure.Wiring;

/** A way to talk that knows who puts it together. */
public class BadHealth {

    final Wiring wiring;

    BadHealth(Wiring wiring) {
        this.wiring = wiring;
    }
}
