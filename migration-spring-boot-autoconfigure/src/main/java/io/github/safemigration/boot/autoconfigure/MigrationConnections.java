package io.github.safemigration.boot.autoconfigure;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.adapter.jdbc.BoundedConnections;
import io.github.safemigration.adapter.jdbc.MigrationPool;
import io.github.safemigration.adapter.jdbc.SharedConnection;
import io.github.safemigration.adapter.postgresql.UnnamedStatements;
import io.github.safemigration.boot.startup.ConnectionGate;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

    private final ConnectionGate gate;
    private final Supplier<@Nullable MigrationConnectionDetails> direct;
    private final int runsAtOnce;
    private final List<AutoCloseable> pools = new CopyOnWriteArrayList<>();
    private final Map<DataSource, DataSource> derived = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<DataSource, DataSource> directs = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<DataSource, Lock> lanes = Collections.synchronizedMap(new IdentityHashMap<>());

    MigrationConnections(ConnectionGate gate, Supplier<@Nullable MigrationConnectionDetails> direct, int runsAtOnce) {
        this.gate = gate;
        this.direct = direct;
        this.runsAtOnce = runsAtOnce;
    }

    /** Runs through the application's own connections, of which there may be few, go one after another. */
    Lock lane(DataSource applications) {
        return Objects.requireNonNullElseGet(lanes.get(applications), ReentrantLock::new);
    }

    private DataSource applicationsOwn(DataSource applications, DataSource handingOut) {
        lanes.put(applications, new ReentrantLock());
        return new BoundedConnections(gate.passing(handingOut), PATIENCE);
    }

    /** The direct way is that of one database: the target of Boot's own bean. */
    DataSource of(String target, DataSource applications) {
        @Nullable MigrationConnectionDetails details = target.equals("default") ? direct.get() : null;
        return details == null
                ? derived.computeIfAbsent(applications, this::derive)
                : directs.computeIfAbsent(applications, known -> direct(known, details));
    }

    private DataSource derive(DataSource applications) {
        if (DataSourceUnwrapper.unwrap(applications, AbstractDriverBasedDataSource.class) != null) {
            return UnnamedStatements.on(gate.passing(applications));
        }
        if (hasHikari()) {
            @Nullable DataSource ours = new Hikari().derive(applications);
            if (ours != null) {
                return ours;
            }
        }
        return derivedByBoot(applications);
    }

    private boolean hasHikari() {
        return ClassUtils.isPresent(HIKARI, getClass().getClassLoader());
    }

    private DataSource direct(DataSource applications, MigrationConnectionDetails details) {
        DataSourceBuilder<?> builder =
                details.getJdbcUrl() == null ? DataSourceBuilder.derivedFrom(applications) : DataSourceBuilder.create();
        if (details.getJdbcUrl() != null) {
            builder.url(details.getJdbcUrl());
        }
        if (details.getDriverClassName() != null) {
            builder.driverClassName(details.getDriverClassName());
        }
        if (details.getUsername() != null) {
            builder.username(details.getUsername());
            builder.password(details.getPassword());
        }
        return hasHikari()
                ? new Hikari().pool(builder)
                : UnnamedStatements.on(
                        builder.type(SimpleDriverDataSource.class).build());
    }

    private DataSource derivedByBoot(DataSource dataSource) {
        try {
            DataSource derived = DataSourceBuilder.derivedFrom(dataSource)
                    .type(SimpleDriverDataSource.class)
                    .build();
            if (leadsElsewhere(((SimpleDriverDataSource) derived).getUrl())) {
                return UnnamedStatements.on(derived);
            }
        } catch (UnsupportedDataSourcePropertyException | IllegalStateException | IllegalArgumentException ignored) {
            // It does not tell its address.
        }
        return applicationsOwn(dataSource, dataSource);
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
                DataSource passing = applicationsOwn(dataSource, applications);
                return applications.getMaximumPoolSize() == 1 ? new SharedConnection(passing, applications) : passing;
            }
            return pool(applications);
        }

        DataSource pool(DataSourceBuilder<?> settings) {
            return pool(settings.type(HikariDataSource.class).build());
        }

        private DataSource pool(HikariDataSource like) {
            MigrationPool pool = new MigrationPool(like, runsAtOnce);
            pools.add(pool);
            return UnnamedStatements.on(pool);
        }

        private static boolean leadsElsewhere(HikariDataSource pool) {
            @Nullable String type = pool.getDataSourceClassName();
            return type == null
                    ? MigrationConnections.leadsElsewhere(pool.getJdbcUrl())
                    : type.startsWith("org.postgresql.");
        }
    }
}
