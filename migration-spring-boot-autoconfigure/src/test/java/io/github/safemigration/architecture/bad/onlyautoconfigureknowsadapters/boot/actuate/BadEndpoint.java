package io.github.safemigration.architecture.bad.onlyautoconfigureknowsadapters.boot.actuate;

import io.github.safemigration.architecture.bad.onlyautoconfigureknowsadapters.adapter.jdbc.Rows;

/** A way to talk that knows an adapter. */
public class BadEndpoint {

    final Rows rows;

    BadEndpoint(Rows rows) {
        this.rows = rows;
    }
}
