package io.github.safemigration.architecture.bad.roomshavenocycles.engine.plan;

import io.github.safemigration.architecture.bad.roomshavenocycles.engine.guard.BadGuard;

/** Uses the guard, which uses it. */
public class BadPlan {

    final BadGuard badGuard;

    public BadPlan(BadGuard badGuard) {
        this.badGuard = badGuard;
    }
}
