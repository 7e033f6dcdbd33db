package io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.json;

import io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.micrometer.Meters;

/** An adapter that leans on another. */
public class BadNeighbour {

    final Meters meters;

    BadNeighbour(Meters meters) {
        this.meters = meters;
    }
}
