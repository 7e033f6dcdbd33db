package io.github.safemigration.architecture.bad.jdbcstaysinitsrooms.boot.health;

import java.sql.Connection;

/** Asks the database for its health. */
public class BadHealth {

    final Connection connection;

    BadHealth(Connection connection) {
        this.connection = connection;
    }
}
