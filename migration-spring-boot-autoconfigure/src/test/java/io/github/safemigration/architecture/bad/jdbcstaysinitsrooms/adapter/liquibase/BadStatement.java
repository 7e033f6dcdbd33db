package io.github.safemigration.architecture.bad.jdbcstaysinitsrooms.adapter.liquibase;

import java.sql.Statement;

/** Sends SQL past the adapter of the database. */
public class BadStatement {

    final Statement statement;

    BadStatement(Statement statement) {
        this.statement = statement;
    }
}
