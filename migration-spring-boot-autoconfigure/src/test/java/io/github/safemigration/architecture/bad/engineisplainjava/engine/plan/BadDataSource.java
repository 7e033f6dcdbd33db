package io.github.safemigration.architecture.bad.engineisplainjava.engine.plan;

import javax.sql.DataSource;

/** An engine that knows JDBC. */
public class BadDataSource {

    final DataSource dataSource;

    BadDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }
}
