package io.github.safemigration.architecture.bad.jdbcstaysinitsrooms.engine.lock;

import java.sql.Connection;

/** An engine that speaks to a database. */
public class BadLock {

    final Connection connection;

    BadLock(Connection connection) {
        this.connection = connection;
    }
}
