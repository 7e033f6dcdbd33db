package io.github.safemigration.adapter.liquibase;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** The {@link MultiTenantSpringLiquibase} bean of an application, taken over: each of its schemas is handed to us. */
public class ManagedMultiTenantLiquibase extends MultiTenantSpringLiquibase {

    private final Consumer<Map<String, ManagedSpringLiquibase>> start;

    /**
     * Takes over the settings of a bean that has not run yet.
     *
     * @param original the bean; it has a data source
     * @param start runs the migrations of the schemas, in their order: their names, and the settings of each
     */
    public ManagedMultiTenantLiquibase(
            MultiTenantSpringLiquibase original, Consumer<Map<String, ManagedSpringLiquibase>> start) {
        ReflectionUtils.shallowCopyFieldState(original, this);
        this.start = start;
    }

    /** Hands over the schemas, in their order. */
    @Override
    public void afterPropertiesSet() {
        List<String> schemas = getSchemas();
        Map<String, ManagedSpringLiquibase> tenants = new LinkedHashMap<>();
        if (schemas == null || schemas.isEmpty()) {
            put(tenants, getDefaultSchema());
        } else {
            schemas.forEach(schema -> put(tenants, "default".equals(schema) ? null : schema));
        }
        start.accept(tenants);
    }

    private void put(Map<String, ManagedSpringLiquibase> tenants, @Nullable String schema) {
        Method settings = Objects.requireNonNull(
                ReflectionUtils.findMethod(MultiTenantSpringLiquibase.class, "getSpringLiquibase", DataSource.class));
        ReflectionUtils.makeAccessible(settings);
        SpringLiquibase liquibase =
                (SpringLiquibase) Objects.requireNonNull(ReflectionUtils.invokeMethod(settings, this, getDataSource()));
        liquibase.setDefaultSchema(schema);
        // It is started here, with the others.
        tenants.put(schema == null ? "default" : schema, new ManagedSpringLiquibase(liquibase, managed -> {}));
    }
}
