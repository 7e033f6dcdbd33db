package io.github.safemigration.adapter.jdbc;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * The pool of an application that migrates through connections of our own. Plain Liquibase borrows from it and so leaves
 * it connected, and Spring Boot gives meters only to a pool that is.
 */
public final class ApplicationPool {

    private static final Logger logger = LoggerFactory.getLogger(ApplicationPool.class);

    private ApplicationPool() {}

    /**
     * Connects a Hikari pool that is not connected yet; leaves any other data source alone.
     *
     * @param dataSource the application's data source
     */
    public static void connect(DataSource dataSource) {
        HikariDataSource pool =
                DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
        if (pool == null || pool.isClosed() || pool.getHikariPoolMXBean() != null) {
            return;
        }
        try {
            pool.getConnection().close();
        } catch (SQLException e) {
            logger.debug("The application's pool could not be connected; the application will say why", e);
        }
    }
}
