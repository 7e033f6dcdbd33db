package io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.jdbc;

import io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.micrometer.Meters;

/** The ground that leans on a house. */
public class BadFoundation {

    final Meters meters;

    BadFoundation(Meters meters) {
        this.meters = meters;
    }
}
