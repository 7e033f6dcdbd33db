package io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.postgresql;

import io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.jdbc.Rows;

/** A database on the common ground. */
public class GoodDatabase {

    final Rows rows;

    GoodDatabase(Rows rows) {
        this.rows = rows;
    }
}
