package io.github.safemigration.architecture.bad.adaptersknowonlytheengine.adapter.json;

import io.github.safemigration.architecture.bad.adaptersknowonlytheengine.boot.health.Health;

/** An adapter that knows who talks. */
public class BadTalker {

    final Health health;

    BadTalker(Health health) {
        this.health = health;
    }
}
