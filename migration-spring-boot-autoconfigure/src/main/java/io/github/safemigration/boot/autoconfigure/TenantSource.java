package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jdbc.TenantSchemas;
import io.github.safemigration.boot.startup.MigrationTenants;
import io.github.safemigration.engine.workflow.Target;
import io.github.safemigration.engine.workflow.TargetSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tenants that a bean lists, each a target.
 *
 * @param name the target that they are tenants of
 * @param tenants gives the bean, which is not touched before it is asked
 * @param schemas asks it
 * @param build makes a target of a schema
 */
record TenantSource(
        String name, Supplier<MigrationTenants> tenants, TenantSchemas schemas, Function<String, Target> build)
        implements TargetSource {

    @Override
    public List<Target> discover(List<String> known) {
        MigrationTenants bean = tenants.get();
        return schemas.ask(bean::schemas).stream()
                .filter(schema -> !known.contains(name + "." + schema))
                .map(build)
                .toList();
    }
}
