package io.github.safemigration.architecture.bad.roomshavenocycles.engine.guard;

import io.github.safemigration.architecture.bad.roomshavenocycles.engine.plan.BadPlan;

/** Uses the plan, which uses it. */
public class BadGuard {

    final BadPlan badPlan;

    public BadGuard(BadPlan badPlan) {
        this.badPlan = badPlan;
    }
}
