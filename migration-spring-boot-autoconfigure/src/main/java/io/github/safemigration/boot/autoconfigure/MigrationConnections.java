package io.github.safemigration.boot.autoconfigure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.boot.startup.GatedDataSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Derives from a data source of the application one that hands out connections of our own, so that a run never waits for
 * the application's pool, nor the application for ours. Where none can be derived, it is the application's itself.
 */
final class MigrationConnections implements DisposableBean {

    /** Work, history, reading, and one to spare. */
    private static final int MOST_CONNECTIONS = 4;

    private static final Pattern IN_THIS_PROCESS =
            Pattern.compile("jdbc:(?:h2:mem:|hsqldb:(?!hsql)|derby:(?!//)|sqlite:)");

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

    private final List<AutoCloseable> pools = new CopyOnWriteArrayList<>();

    DataSource derive(DataSource applications) {
        DataSource dataSource = GatedDataSource.withoutGate(applications);
        if (DataSourceUnwrapper.unwrap(dataSource, AbstractDriverBasedDataSource.class) != null) {
            return dataSource;
        }
        if (ClassUtils.isPresent(HIKARI, getClass().getClassLoader())) {
            @Nullable DataSource pool = new Hikari().derive(dataSource, pools);
            if (pool != null) {
                return pool;
            }
        }
        return derivedByBoot(dataSource);
    }

    /** Where a data source leads to: its URL without parameters, or itself where it does not tell. */
    Object address(DataSource dataSource) {
        AbstractDriverBasedDataSource simple =
                DataSourceUnwrapper.unwrap(dataSource, AbstractDriverBasedDataSource.class);
        @Nullable String url = simple == null ? null : simple.getUrl();
        if (simple == null && ClassUtils.isPresent(HIKARI, getClass().getClassLoader())) {
            url = new Hikari().url(dataSource);
        }
        return url == null ? dataSource : url.split("[?;]", 2)[0];
    }

    private static DataSource derivedByBoot(DataSource dataSource) {
        try {
            DataSource derived = DataSourceBuilder.derivedFrom(dataSource)
                    .type(SimpleDriverDataSource.class)
                    .build();
            return leadsElsewhere(((SimpleDriverDataSource) derived).getUrl()) ? derived : dataSource;
        } catch (UnsupportedDataSourcePropertyException | IllegalStateException | IllegalArgumentException e) {
            return dataSource;
        }
    }

    /** A database in the memory of this process may be gone, or another one, for another connection. */
    private static boolean leadsElsewhere(@Nullable String url) {
        return url != null
                && url.startsWith("jdbc:")
                && !IN_THIS_PROCESS.matcher(url).lookingAt();
    }

    @Override
    public void destroy() throws Exception {
        for (AutoCloseable pool : pools) {
            pool.close();
        }
    }

    /** Loaded only where the pool is on the class path. */
    private static final class Hikari {

        @Nullable
        DataSource derive(DataSource dataSource, List<AutoCloseable> pools) {
            HikariDataSource applications = unwrap(dataSource);
            if (applications == null || !leadsElsewhere(applications)) {
                return null;
            }
            HikariConfig config = new HikariConfig();
            applications.copyStateTo(config);
            config.setPoolName("migration");
            config.setMaximumPoolSize(MOST_CONNECTIONS);
            config.setMinimumIdle(0);
            config.setIdleTimeout(10_000);
            config.setMaxLifetime(0);
            config.setKeepaliveTime(0);
            config.setLeakDetectionThreshold(0);
            config.setRegisterMbeans(false);
            config.setMetricRegistry(null);
            config.setMetricsTrackerFactory(null);
            config.setHealthCheckRegistry(null);
            config.setReadOnly(false);
            HikariDataSource pool = new HikariDataSource();
            config.copyStateTo(pool);
            pools.add(pool);
            return pool;
        }

        @Nullable
        String url(DataSource dataSource) {
            HikariDataSource pool = unwrap(dataSource);
            return pool == null ? null : pool.getJdbcUrl();
        }

        private static @Nullable HikariDataSource unwrap(DataSource dataSource) {
            return DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
        }

        private static boolean leadsElsewhere(HikariDataSource pool) {
            @Nullable String type = pool.getDataSourceClassName();
            return type == null
                    ? MigrationConnections.leadsElsewhere(pool.getJdbcUrl())
                    : type.startsWith("org.postgresql.");
        }
    }
}
