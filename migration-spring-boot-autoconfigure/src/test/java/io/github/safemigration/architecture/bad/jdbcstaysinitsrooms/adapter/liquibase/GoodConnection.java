package io.github.safemigration.architecture.bad.jdbcstaysinitsrooms.adapter.liquibase;

import java.sql.Connection;

/** Hands a connection on. */
public class GoodConnection {

    final Connection connection;

    GoodConnection(Connection connection) {
        this.connection = connection;
    }
}
