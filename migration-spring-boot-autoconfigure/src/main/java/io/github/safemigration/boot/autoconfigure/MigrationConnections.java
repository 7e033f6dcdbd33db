package io.github.safemigration.boot.autoconfigure;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.adapter.jdbc.MigrationPool;
import io.github.safemigration.adapter.jdbc.SharedConnection;
import io.github.safemigration.boot.startup.ConnectionGate;
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

    private static final Pattern IN_THIS_PROCESS =
            Pattern.compile("jdbc:(?:h2:mem:|hsqldb:(?!hsql)|derby:(?!//)|sqlite:)");

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

    private final ConnectionGate gate;
    private final List<AutoCloseable> pools = new CopyOnWriteArrayList<>();

    MigrationConnections(ConnectionGate gate) {
        this.gate = gate;
    }

    DataSource derive(DataSource applications) {
        if (DataSourceUnwrapper.unwrap(applications, AbstractDriverBasedDataSource.class) != null) {
            return gate.passing(applications);
        }
        if (ClassUtils.isPresent(HIKARI, getClass().getClassLoader())) {
            @Nullable DataSource ours = new Hikari().derive(applications);
            if (ours != null) {
                return ours;
            }
        }
        return derivedByBoot(applications);
    }

    private DataSource derivedByBoot(DataSource dataSource) {
        try {
            DataSource derived = DataSourceBuilder.derivedFrom(dataSource)
                    .type(SimpleDriverDataSource.class)
                    .build();
            if (leadsElsewhere(((SimpleDriverDataSource) derived).getUrl())) {
                return derived;
            }
        } catch (UnsupportedDataSourcePropertyException | IllegalStateException | IllegalArgumentException ignored) {
            // It does not tell its address.
        }
        return gate.passing(dataSource);
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
    private final class Hikari {

        @Nullable
        DataSource derive(DataSource dataSource) {
            HikariDataSource applications =
                    DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
            if (applications == null) {
                return null;
            }
            if (!leadsElsewhere(applications)) {
                DataSource passing = gate.passing(applications);
                return applications.getMaximumPoolSize() == 1 ? new SharedConnection(passing, applications) : passing;
            }
            MigrationPool pool = new MigrationPool(applications);
            pools.add(pool);
            return pool;
        }

        private static boolean leadsElsewhere(HikariDataSource pool) {
            @Nullable String type = pool.getDataSourceClassName();
            return type == null
                    ? MigrationConnections.leadsElsewhere(pool.getJdbcUrl())
                    : type.startsWith("org.postgresql.");
        }
    }
}
