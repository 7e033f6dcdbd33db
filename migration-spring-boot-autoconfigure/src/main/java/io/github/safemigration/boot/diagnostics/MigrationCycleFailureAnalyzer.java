package io.github.safemigration.boot.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Analyzes a bean that takes part in the migration and is injected one that waits until the migration is over. */
final class MigrationCycleFailureAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException>
        implements Ordered {

    private final @Nullable ConfigurableListableBeanFactory beans;

    MigrationCycleFailureAnalyzer(BeanFactory beans) {
        this.beans = beans instanceof ConfigurableListableBeanFactory listable ? listable : null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCurrentlyInCreationException cause) {
        List<String> cycle = cycle(rootFailure);
        return IntStream.range(0, cycle.size())
                .filter(i -> waitsForMigration(cycle.get(i), cycle.get((i + 1) % cycle.size())))
                .mapToObj(i -> analysis(turned(cycle, i + 1), cause))
                .findFirst()
                .orElse(null);
    }

    /** {@return the beans of the cycle, each before the one that it needs} */
    private static List<String> cycle(Throwable rootFailure) {
        List<String> names = new ArrayList<>();
        for (Throwable t = rootFailure; t != null; t = t.getCause()) {
            String name = t instanceof BeanCreationException e ? e.getBeanName() : null;
            if (name != null && names.contains(name)) {
                return names.subList(names.indexOf(name), names.size());
            }
            if (name != null) {
                names.add(name);
            }
        }
        return List.of();
    }

    private boolean waitsForMigration(String bean, String initializer) {
        if (beans == null || !beans.containsBeanDefinition(bean)) {
            return false;
        }
        String[] waitsFor = beans.getBeanDefinition(bean).getDependsOn();
        return waitsFor != null && Arrays.asList(waitsFor).contains(initializer) && isLiquibase(beans, initializer);
    }

    /** By name, since Liquibase is known to its adapter only, and what wires it to nobody. */
    private static boolean isLiquibase(ConfigurableListableBeanFactory beans, String bean) {
        return Optional.ofNullable(beans.getType(bean, false))
                .map(Class::getName)
                .filter(name -> name.contains("liquibase") || name.endsWith(".ConfiguredTargets"))
                .isPresent();
    }

    private static List<String> turned(List<String> cycle, int by) {
        return IntStream.range(0, cycle.size())
                .mapToObj(i -> cycle.get((i + by) % cycle.size()))
                .toList();
    }

    private static FailureAnalysis analysis(List<String> cycle, BeanCurrentlyInCreationException cause) {
        String waiting = cycle.get(cycle.size() - 1);
        String participant = cycle.get(cycle.size() - 2);
        String description = String.join(
                System.lineSeparator(),
                "Bean '" + participant + "' takes part in the migration and is injected '" + waiting
                        + "', which waits until the migration is over.",
                "Cycle: " + String.join(" -> ", cycle) + " -> " + cycle.get(0),
                "No changeset was run; the database is unchanged.");
        return new FailureAnalysis(
                description,
                "Take that injection out of '" + participant + "'. What needs the database hears of the migration as a"
                        + " MigrationCallback, or by an @EventListener method for MigrationEvent: both are called when"
                        + " it is over.",
                cause);
    }
}
