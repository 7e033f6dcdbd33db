package io.github.safemigration.boot.autoconfigure;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.util.ClassUtils;

/** Where a data source leads to. */
final class DataSourceAddress {

    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", DataSourceAddress.class.getClassLoader());

    private DataSourceAddress() {}

    /** Its URL without parameters, or itself where it does not tell. */
    static Object of(DataSource dataSource) {
        AbstractDriverBasedDataSource simple =
                DataSourceUnwrapper.unwrap(dataSource, AbstractDriverBasedDataSource.class);
        @Nullable String url = simple == null ? null : simple.getUrl();
        if (simple == null && HIKARI) {
            url = Hikari.url(dataSource);
        }
        return url == null ? DataSourceUnwrapper.unwrapRoot(dataSource) : url.split("[?;]", 2)[0];
    }

    /** Loaded only where the pool is on the class path. */
    private static final class Hikari {

        static @Nullable String url(DataSource dataSource) {
            HikariDataSource pool =
                    DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
            return pool == null ? null : pool.getJdbcUrl();
        }
    }
}
