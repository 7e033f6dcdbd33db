package io.github.safemigration.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.GatedDataSource;
import io.github.safemigration.boot.startup.GatedHikariDataSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/** Puts the data sources of an application that migrates in the background behind the gate. */
final class GatePostProcessor implements DestructionAwareBeanPostProcessor, Ordered {

    private final ObjectProvider<ConnectionGate> gate;
    private final @Nullable Hikari hikari;

    GatePostProcessor(ObjectProvider<ConnectionGate> gate) {
        this.gate = gate;
        boolean present = ClassUtils.isPresent(
                "com.zaxxer.hikari.HikariDataSource", getClass().getClassLoader());
        this.hikari = present ? new Hikari() : null;
    }

    /** Once its settings are bound; what a factory bean hands out does not come here, as it is not ours to replace. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        return hikari == null ? bean : hikari.replace(bean, gate);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && (hikari == null || !hikari.isGated(bean))
                ? GatedDataSource.of(dataSource, gate.getObject())
                : bean;
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return hikari != null && hikari.replaced.containsKey(bean);
    }

    /** The bean's own destruction closes the pool that was replaced. */
    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        if (hikari != null) {
            hikari.close(bean);
        }
    }

    /** After those that bind a pool's settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** Loaded only where the pool is on the class path. */
    private static final class Hikari {

        private final Map<Object, HikariDataSource> replaced = Collections.synchronizedMap(new IdentityHashMap<>());

        Object replace(Object bean, ObjectProvider<ConnectionGate> gate) {
            if (bean.getClass() != HikariDataSource.class) {
                return bean;
            }
            HikariDataSource original = (HikariDataSource) bean;
            if (original.getHikariPoolMXBean() != null || original.isClosed()) {
                return bean;
            }
            HikariDataSource gated = new GatedHikariDataSource(original, gate.getObject());
            replaced.put(bean, gated);
            return gated;
        }

        boolean isGated(Object bean) {
            return bean instanceof GatedHikariDataSource;
        }

        void close(Object bean) {
            HikariDataSource gated = replaced.remove(bean);
            if (gated != null) {
                gated.close();
            }
        }
    }
}
