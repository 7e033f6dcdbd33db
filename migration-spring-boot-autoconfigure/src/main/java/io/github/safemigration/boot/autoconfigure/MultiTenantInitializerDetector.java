package io.github.safemigration.boot.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Has beans that use the database wait for a Liquibase of tenants as they wait for any other; Boot forgets it. Only where
 * that one is made from data sources and settings alone: it may read its tenants through just those other beans.
 */
final class MultiTenantInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    private static final List<Class<?>> HARMLESS = List.of(DataSource.class, Environment.class, ResourceLoader.class);

    private final boolean enabled;

    MultiTenantInitializerDetector(Environment environment) {
        enabled = environment.getProperty("migration.enabled", Boolean.class, true);
    }

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return enabled ? Set.of(MultiTenantSpringLiquibase.class) : Set.of();
    }

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beanFactory) {
        return super.detect(beanFactory).stream()
                .filter(name -> isMadeFromSettings(name, beanFactory))
                .collect(Collectors.toSet());
    }

    /** After the Liquibase of the application's own schema, which may hold the list of tenants. */
    @Override
    public int getOrder() {
        return 1;
    }

    private static boolean isMadeFromSettings(String name, ConfigurableListableBeanFactory beanFactory) {
        if (!(beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition)) {
            return false;
        }
        @Nullable Method factory = definition.getResolvedFactoryMethod();
        @Nullable String configuration = definition.getFactoryBeanName();
        @Nullable
        Class<?> type = configuration == null ? beanFactory.getType(name) : beanFactory.getType(configuration);
        Stream<Class<?>> given = factory == null ? Stream.empty() : Arrays.stream(factory.getParameterTypes());
        return Stream.concat(given, injected(type)).allMatch(MultiTenantInitializerDetector::isHarmless);
    }

    private static Stream<Class<?>> injected(@Nullable Class<?> type) {
        if (type == null) {
            return Stream.empty();
        }
        Class<?> written = ClassUtils.getUserClass(type);
        Stream<Class<?>> constructors = Arrays.stream(written.getDeclaredConstructors())
                .map(Constructor::getParameterTypes)
                .flatMap(Arrays::stream);
        Stream<Class<?>> fields = Arrays.stream(written.getDeclaredFields())
                .filter(MultiTenantInitializerDetector::isAutowired)
                .map(Field::getType);
        return Stream.concat(constructors, fields);
    }

    private static boolean isAutowired(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, Autowired.class);
    }

    private static boolean isHarmless(Class<?> type) {
        return BeanUtils.isSimpleProperty(type)
                || HARMLESS.stream().anyMatch(harmless -> harmless.isAssignableFrom(type))
                || AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
    }
}
