package io.github.safemigration.architecture.bad.adaptersknowonlytheengine.adapter.json;

import io.github.safemigration.architecture.bad.adaptersknowonlytheengine.engine.plan.Plan;

/** An adapter that knows the engine. */
public class GoodWriter {

    final Plan plan;

    GoodWriter(Plan plan) {
        this.plan = plan;
    }
}
