package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.startup.ConnectionGate;
import io.github.safemigration.boot.startup.GatedDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts the data sources of an application that migrates in the background behind the gate. */
final class GatePostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ConnectionGate> gate;

    GatePostProcessor(ObjectProvider<ConnectionGate> gate) {
        this.gate = gate;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && !(bean instanceof GatedDataSource)
                ? new GatedDataSource(dataSource, gate.getObject())
                : bean;
    }
}
