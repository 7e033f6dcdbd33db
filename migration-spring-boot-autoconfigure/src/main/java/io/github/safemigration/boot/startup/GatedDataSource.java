package io.github.safemigration.boot.startup;

import java.lang.reflect.Modifier;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ReflectionUtils;

/** Puts a data source behind the gate, by a proxy that is of the data source's own type where that can be. */
public final class GatedDataSource {

    private GatedDataSource() {}

    /**
     * Puts a data source behind the gate.
     *
     * @param dataSource the data source
     * @param gate the gate
     * @return a proxy of the same class, or of the same interfaces where the class cannot be extended
     */
    public static DataSource of(DataSource dataSource, ConnectionGate gate) {
        if (!Modifier.isFinal(dataSource.getClass().getModifiers())) {
            try {
                DataSource proxy = proxy(dataSource, gate, true);
                // Who looks into the fields, as Boot does for the figures of a pool, finds what the original holds.
                ReflectionUtils.shallowCopyFieldState(dataSource, proxy);
                return proxy;
            } catch (AopConfigException e) {
                return proxy(dataSource, gate, false);
            }
        }
        return proxy(dataSource, gate, false);
    }

    private static DataSource proxy(DataSource dataSource, ConnectionGate gate, boolean ofClass) {
        ProxyFactory factory = new ProxyFactory(dataSource);
        factory.setProxyTargetClass(ofClass);
        factory.addAdvice((MethodInterceptor) call -> {
            if (call.getMethod().getName().equals("getConnection")) {
                gate.await(dataSource);
            }
            return call.proceed();
        });
        return (DataSource) factory.getProxy(dataSource.getClass().getClassLoader());
    }
}
