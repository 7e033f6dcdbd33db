package io.github.safemigration.architecture.bad.engineisplainjava.engine.plan;

import io.github.safemigration.architecture.bad.engineisplainjava.adapter.jdbc.Rows;

/** An engine that knows an adapter. */
public class BadArrow {

    final Rows rows;

    BadArrow(Rows rows) {
        this.rows = rows;
    }
}
