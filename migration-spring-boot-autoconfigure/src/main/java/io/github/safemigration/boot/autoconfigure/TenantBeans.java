package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.startup.MigrationTenants;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/**
 * Finds the beans that list tenants.
 *
 * @param beans the application's beans
 */
record TenantBeans(BeanFactory beans) {

    MigrationTenants find(String target, String bean) {
        try {
            return beans.getBean(bean, MigrationTenants.class);
        } catch (NoSuchBeanDefinitionException e) {
            throw TargetDataSources.unset(
                    target,
                    "There is no MigrationTenants bean '" + bean + "', which migration.targets." + target
                            + ".tenants names");
        }
    }
}
