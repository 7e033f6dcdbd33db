package io.github.safemigration.architecture.bad.jdbcstaysinitsrooms.adapter.postgresql;

import java.sql.Statement;

/** Speaks to its database. */
public class GoodDatabase {

    final Statement statement;

    GoodDatabase(Statement statement) {
        this.statement = statement;
    }
}
