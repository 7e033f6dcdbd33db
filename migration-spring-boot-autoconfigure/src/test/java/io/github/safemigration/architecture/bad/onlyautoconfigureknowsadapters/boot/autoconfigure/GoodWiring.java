package io.github.safemigration.architecture.bad.onlyautoconfigureknowsadapters.boot.autoconfigure;

import io.github.safemigration.architecture.bad.onlyautoconfigureknowsadapters.adapter.jdbc.Rows;

/** Puts adapters in place. */
public class GoodWiring {

    final Rows rows;

    GoodWiring(Rows rows) {
        this.rows = rows;
    }
}
