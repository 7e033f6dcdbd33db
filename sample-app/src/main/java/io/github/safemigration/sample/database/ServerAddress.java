package io.github.safemigration.sample.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a server listens, and how to get in. */
record ServerAddress(int port, String password) {

    static final String HOST = "127.0.0.1";
    static final String USER = "orders";

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(HOST, port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password);
    }

    @Override
    public String toString() {
        return HOST + ":" + port;
    }
}
