package io.github.safemigration.adapter.liquibase;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** The {@link MultiTenantSpringLiquibase} bean of an application, taken over: each of its schemas is handed to us. */
public class ManagedMultiTenantLiquibase extends MultiTenantSpringLiquibase {

    private final BiConsumer<String, ManagedSpringLiquibase> start;

    /**
     * Takes over the settings of a bean that has not run yet.
     *
     * @param original the bean; it has a data source
     * @param start runs the migration of a schema, given its name and its settings
     */
    public ManagedMultiTenantLiquibase(
            MultiTenantSpringLiquibase original, BiConsumer<String, ManagedSpringLiquibase> start) {
        ReflectionUtils.shallowCopyFieldState(original, this);
        this.start = start;
    }

    /** Hands over each schema, in their order. */
    @Override
    public void afterPropertiesSet() {
        DataSource dataSource = getDataSource();
        List<String> schemas = getSchemas();
        if (schemas == null || schemas.isEmpty()) {
            start(dataSource, getDefaultSchema());
        } else {
            schemas.forEach(schema -> start(dataSource, "default".equals(schema) ? null : schema));
        }
    }

    private void start(DataSource dataSource, @Nullable String schema) {
        Method settings = Objects.requireNonNull(
                ReflectionUtils.findMethod(MultiTenantSpringLiquibase.class, "getSpringLiquibase", DataSource.class));
        ReflectionUtils.makeAccessible(settings);
        SpringLiquibase liquibase =
                (SpringLiquibase) Objects.requireNonNull(ReflectionUtils.invokeMethod(settings, this, dataSource));
        liquibase.setDefaultSchema(schema);
        String name = schema == null ? "default" : schema;
        new ManagedSpringLiquibase(liquibase, managed -> start.accept(name, managed)).afterPropertiesSet();
    }
}
